import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createI18n } from '../../src/i18n.ts';
import { fakeClamd } from '../support/fake-clamd.ts';
import { townUnderTest, WHAT } from './town-under-test.ts';

jest.setTimeout(180_000); // processes start slowly on a busy machine

const { t } = createI18n();
const at = townUnderTest();

describe('npm run cases -- evidence', () => {
  /** A sound that cannot be cleaned, a text that can, a place. */
  async function fileWithEvidence(unit: string): Promise<string> {
    const { evidence } = at.server.cases;
    const receive = async (words: string, keepOriginal = false) => {
      const bytes = (async function* () {
        yield Buffer.from(words);
      })();
      const received = await evidence.receive({ bytes, has: [], keepOriginal, door: 'web' });
      if (received.kind === 'problem') throw new Error(received.problem);
      return received.content;
    };
    const place = { v: 1, is: 'place', title: 'ตลาด\u001b[2J', latitude: 15.8, longitude: 102.6 } as const;
    const contents = [await receive('#!AMR\nเสียง'), await receive('\ufeffข้อความ', true), place];
    const pieces = contents.map((content, n) => ({ id: String(n), content }));
    return (await at.file(unit, WHAT, { evidence: { of: 'evidence', pieces } })).id;
  }
  const out = (name: string) => join(at.town.dir, '..', name);

  it('lists what there is and writes the cleaned copy; an original only with its warning', async () => {
    const id = await fileWithEvidence('finance');
    const list = await at.town.run('cases', ['evidence', id, ...at.sign('Intake')]);
    expect(list).toMatchObject({ code: 0, err: '' });
    for (const text of [
      ...['audio-01-original.amr', 'document-02.txt', 'document-02-original.txt', '15.800000, 102.600000'],
      ...['told-warning', 'original-warning', 'scan.off'].map((key) => t('th', `evidence:officer.${key}`)),
    ]) {
      expect(list.out).toContain(text);
    }
    expect(list.out).not.toContain('\u001b');
    expect((await at.town.call('cases', ['open', id, ...at.sign('Intake')])).out).toContain(
      'document-02.txt',
    );
    const json = await at.town.call('cases', ['evidence', id, '--json', ...at.sign('Intake')]);
    expect(JSON.parse(json.out)).toHaveLength(3);
    expect(json.out).not.toContain('AGE-SECRET');

    const clean = await at.town.run('cases', [
      'evidence',
      id,
      '2',
      '--out',
      out('clean.txt'),
      ...at.sign('Intake'),
    ]);
    expect(clean).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(out('clean.txt'), 'utf8')).toContain('ข้อความ');
    expect(statSync(out('clean.txt')).mode & 0o777).toBe(0o600);
    const again = await at.town.call('cases', [
      'evidence',
      id,
      '2',
      '--out',
      out('clean.txt'),
      ...at.sign('Intake'),
    ]);
    expect(again).toMatchObject({ code: 1, out: '' });
    for (const [number, name] of [
      ['2', 'kept.txt'],
      ['1', 'told.amr'],
    ] as const) {
      const args = ['evidence', id, number, '--original', '--out', out(name), ...at.sign('Citizen')];
      const original = await at.town.call('cases', args);
      expect(original.code).toBe(0);
      expect(original.err).toContain(
        t('th', `evidence:officer.${number === '1' ? 'told' : 'original'}-warning`),
      );
    }
    expect(readFileSync(out('told.amr'), 'utf8')).toBe('#!AMR\nเสียง');
    for (const [args, code] of [
      [['3', '--out', out('x')], 1],
      [['9', '--out', out('x')], 1],
      [['1'], 2],
      [['x', '--out', out('x')], 2],
      [['1', '--out', join(out('none'), 'x')], 1],
    ] as const) {
      const ran = await at.town.call('cases', ['evidence', id, ...args, ...at.sign('Intake')]);
      expect([args, ran.code, ran.out]).toEqual([args, code, '']);
    }
    expect(existsSync(out('x'))).toBe(false);
  });

  it('asks the virus scanner, and keeps an infected file back until it is wanted all the same', async () => {
    const id = await fileWithEvidence('finance');
    const clamd = await fakeClamd((content) =>
      content.includes('AMR') ? 'stream: Test.Signature FOUND' : 'stream: OK',
    );
    const more = { CLAMD_URL: clamd.address };
    const save = (number: string, ...args: string[]) =>
      at.town.call('cases', ['evidence', id, number, ...args, ...at.sign('Intake')], '', more);
    expect((await save('2', '--out', out('good.txt'))).out).toContain(t('th', 'evidence:officer.scan.clean'));
    const bad = await save('1', '--out', out('bad.amr'));
    expect(bad).toMatchObject({ code: 1, out: '' });
    expect(bad.err).toContain('Test.Signature');
    expect(existsSync(out('bad.amr'))).toBe(false);
    expect((await save('1', '--out', out('bad.amr'), '--infected')).code).toBe(0);
    expect(readFileSync(out('bad.amr'), 'utf8')).toBe('#!AMR\nเสียง');
    clamd.stop();
    const unasked = await save('2', '--out', out('unasked.txt'));
    expect(unasked.out).toContain(t('th', 'evidence:officer.scan.unknown'));
  });

  it('shows people of the accused unit’s line nothing, in no way different from no case', async () => {
    const id = await fileWithEvidence('service-and-publishing');
    const outcomes = [];
    for (const each of [id, '0'.repeat(32)]) {
      outcomes.push(await at.town.call('cases', ['evidence', each, ...at.sign('Intake')]));
      outcomes.push(
        await at.town.call('cases', ['evidence', each, '1', '--out', out('y'), ...at.sign('Head')]),
      );
    }
    for (const outcome of outcomes) expect(outcome).toEqual({ ...outcomes[0], code: 1, out: '' });
    expect(existsSync(out('y'))).toBe(false);
  });
});

describe('npm run audit', () => {
  beforeAll(async () => {
    const { id } = await at.file('finance');
    const call = async (args: string[]) => (await at.town.call('cases', args)).code;
    const wrong = at.town.file('wrong.txt', 'not the words\n');
    expect([
      await call(['list', ...at.sign('Intake')]),
      await call(['act', id, 'accept', ...at.sign('Intake')]),
      await call(['act', id, 'decline', '--message', 'x', ...at.sign('Intake')]),
      await call(['act', id, 'decline', '--message', 'ไม่ลงโทษ', ...at.sign('Head')]),
      await call(['list', '--as', 'Inside', '--passphrase-file', wrong]),
    ]).toEqual([0, 0, 1, 0, 1]);
  });

  it('is whole after all this, and shows case lines to auditors from outside only', async () => {
    const verified = await at.town.run('audit', ['verify', '--lang', 'en']);
    expect(verified).toMatchObject({ code: 0, err: '' });
    const head = /Head: (\S+)/.exec(verified.out)![1]!;
    const outside = await at.town.call('audit', ['list', '--limit', '1000', '--json', ...at.sign('Auditor')]);
    const lines = JSON.parse(outside.out) as {
      what: string;
      case?: string;
      sequence: number;
      detail?: string;
    }[];
    const kinds = new Set(lines.map(({ what }) => what));
    for (const what of [
      'set-up',
      'sign-in',
      'sign-in-failed',
      'queue-read',
      'case-read',
      'evidence-read',
      'case-act',
      'case-refused',
    ]) {
      expect(kinds).toContain(what);
    }
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, at) => at + 1));
    expect(outside.out).not.toContain('ลงโทษ');

    const inside = await at.town.call('audit', ['list', '--limit', '1000', '--json', ...at.sign('Inside')]);
    const fewer = JSON.parse(inside.out) as { what: string }[];
    expect(fewer.length).toBeGreaterThan(3);
    expect(fewer.filter((line) => 'case' in line || 'sequence' in line)).toEqual([]);
    expect(inside.err).toBe('');
    const words = await at.town.call('audit', ['list', '--lang', 'en', ...at.sign('Inside')]);
    expect(words.out).toContain('signed in');
    for (const name of ['Intake', 'Head', 'Admin', 'Citizen']) {
      expect(await at.town.call('audit', ['list', ...at.sign(name)])).toMatchObject({ code: 1, out: '' });
    }
    expect((await at.town.call('audit', ['verify', '--head', head])).code).toBe(0);
    expect((await at.town.call('audit', ['verify', '--head', head.replace(/.$/, 'x')])).code).toBe(1);
  });

  it('says which line was changed, and ends with an error code', async () => {
    const rows = await at.server.store.audit.page(0, 10_000);
    const port = at.server.store.audit;
    const last = rows.at(-1)!;
    await port.append({ ...last, sequence: last.sequence + 1 });
    const ran = await at.town.call('audit', ['verify']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(`บรรทัด ${last.sequence + 1}`);
    const json = await at.town.call('audit', ['verify', '--json']);
    expect(JSON.parse(json.out)).toEqual({ ok: false, sequence: last.sequence + 1, why: 'changed' });
  });
});
