import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { hidingMp4 } from '../../cleaning/corpus/recordings.ts';
import { startFakeLine } from '../../support/fake-line.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { REPORT, visitor } from './visitor.ts';

// What stays of it is the high water of the C library's heap, about 60 MB, reached once; a film that is held whole adds 95.
const MOST_MIB = 85;

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux(
  'a film of 95 MB that comes over the web is never held whole by the server',
  async () => {
    const line = await startFakeLine({ clock: systemClock });
    const dir = mkdtempSync(join(tmpdir(), 'suetrong-door-memory-'));
    const server = await startServerProcess(line, { DATA_DIR: dir });
    const rss = () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
    const who = visitor(server.url);
    const upload = async (film: Uint8Array) => {
      const evidence = new File([new Uint8Array(film)], 'film.mp4');
      const page = await who.press(await who.get('/report'), 'upload', { ...REPORT, evidence });
      expect(page.html.match(/class="piece"/g)).toHaveLength(1);
    };
    try {
      await upload(await hidingMp4({ packets: 10, bytes: 2000 })); // loads what is loaded once
      const before = rss();
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, rss())), 10);
      await upload(await hidingMp4({ packets: 1000, bytes: 95_000 }));
      clearInterval(watch);
      expect(peak - before).toBeLessThan(MOST_MIB);
    } finally {
      await server.end();
      await line.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
