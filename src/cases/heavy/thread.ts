import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../give-way.ts';
import { WORKS, type Asked, type Told } from './works.ts';

/** A thread that `pool.ts` starts. */

giveWay();
const port = parentPort!;

port.on('message', (asked: Asked) => {
  void done(asked).then((told) => port.postMessage(told));
});

async function done({ work, input }: Asked): Promise<Told> {
  try {
    const run = (await WORKS[work]()) as (input: unknown) => unknown;
    return { output: await run(input) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
