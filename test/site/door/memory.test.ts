import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { hidingMp4 } from '../../cleaning/corpus/recordings.ts';
import { startFakeLine } from '../../support/fake-line.ts';
import { grownDuring } from '../../support/resident.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { REPORT, visitor } from './visitor.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux(
  'a film of 95 MB that comes over the web costs the server less than 40 MB of memory',
  async () => {
    // Made first: it takes seconds, in which the server would close its idle connections.
    const [short, film] = [
      await hidingMp4({ packets: 10, bytes: 2000 }),
      await hidingMp4({ packets: 1000, bytes: 95_000 }),
    ];
    const line = await startFakeLine({ clock: systemClock });
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-door-memory-'));
    const server = await startServerProcess(line, { DATA_DIR: dir });
    const who = visitor(server.url);
    const upload = async (film: Uint8Array) => {
      const evidence = new File([new Uint8Array(film)], 'film.mp4');
      const page = await who.press(await who.get('/report'), 'upload', { ...REPORT, evidence });
      expect(page.html.match(/class="piece"/g)).toHaveLength(1);
    };
    try {
      await upload(short); // loads what is loaded once
      expect(await grownDuring(server.pid!, () => upload(film))).toBeLessThan(40);
    } finally {
      await server.end();
      await line.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
