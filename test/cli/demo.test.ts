import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { HIDDEN, hiddenIn, makePhoto, VALUES } from '../../src/cli/demo/photo.ts';
import { createI18n } from '../../src/i18n.ts';

const { t } = createI18n();

const demo = (lang: string) =>
  new Promise<{ code: number | null; out: string; err: string }>((done) => {
    const args = ['--no-warnings=ExperimentalWarning', 'src/cli/demo.ts', '--lang', lang];
    const child = spawn(process.execPath, args, {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env['PATH'] },
    });
    const ran = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.err += text));
    child.on('close', (code) => done({ code, ...ran }));
  });

describe('npm run demo', () => {
  it.each(['th', 'en'] as const)(
    'tells the whole story in %s, with a photo whose hidden facts do not reach the officer',
    async (lang) => {
      const say = (key: string) => t(lang, `demo:${key}`);
      const { code, out, err } = await demo(lang);
      expect([code, err]).toEqual([0, '']);
      const [sent, opened] = [out.indexOf(say('sends')), out.indexOf('image-01.jpg')];
      expect(sent).toBeGreaterThan(0);
      expect(opened).toBeGreaterThan(sent);
      const [before, after] = [out.slice(sent, opened), out.slice(opened)];
      expect(before).toContain(t(lang, 'evidence:received.cleaned'));
      for (const what of HIDDEN) {
        expect(before).toContain(`${say(`hidden.${what}`)} ${VALUES[what]}`);
        expect(after).toContain(`${say(`hidden.${what}`)} ${say('gone')}`);
        expect(after).not.toContain(VALUES[what]);
      }
      expect(after).not.toContain(say('still'));
      expect(after).toContain(say('conclusion'));
    },
    60_000,
  );

  it('makes a photo that hides all it says', async () => {
    expect(hiddenIn(await makePhoto())).toEqual([...HIDDEN]);
  });
});
