import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../give-way.ts';
import { WORKS, type Told, type WorkName } from './works.ts';

/** The thread that `pool.ts` starts, for the work that it names. */

giveWay();
const port = parentPort!;
const work = WORKS[workerData as WorkName]() as Promise<(input: unknown) => Uint8Array | Promise<Uint8Array>>;

port.on('message', (input: unknown) => {
  void done(input).then((told) => port.postMessage(told, 'bytes' in told ? [told.bytes.buffer] : []));
});

async function done(input: unknown): Promise<Told> {
  try {
    return { bytes: new Uint8Array(await (await work)(input)) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
