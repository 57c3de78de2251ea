import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { wordsOf } from '../../../src/cli/words.ts';
import { th } from '../../cases/phone.ts';
import { hidingMp4 } from '../../cleaning/corpus/recordings.ts';
import { startFakeLine } from '../../support/fake-line.ts';
import { grownDuring } from '../../support/resident.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { atEvidence, bytes, MS } from './reporter.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux(
  'a film of 95 MB that comes from LINE costs the server less than 40 MB of memory',
  async () => {
    // Made first: it takes seconds, in which the server would close its idle connections.
    const [short, film] = [
      await hidingMp4({ packets: 10, bytes: 2000 }),
      await hidingMp4({ packets: 1000, bytes: 95_000 }),
    ];
    const line = await startFakeLine({ clock: systemClock });
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-line-memory-'));
    const server = await startServerProcess(line, { DATA_DIR: dir });
    const send = async (film: Uint8Array) => {
      const event = line.event.video('somebody with a film');
      line.api.setContent(event.message!.id, bytes(film));
      const { messages } = await line.ask(server.webhook, event, MS);
      expect(wordsOf(messages)).toContain(th('evidence:received.cleaned'));
    };
    try {
      await atEvidence(line, () => server.webhook, 'somebody with a film');
      await send(short); // loads what is loaded once
      expect(await grownDuring(server.pid!, () => send(film))).toBeLessThan(40);
    } finally {
      await server.end();
      await line.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
