import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Answers } from '../../src/cases/fields.ts';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { createI18n } from '../../src/i18n.ts';
import type { Workplace } from '../../src/workplace.ts';
import { fakeClamd } from '../support/fake-clamd.ts';
import { as, newTown, startTown, type SetUp, type Town } from './run-cli.ts';

jest.setTimeout(180_000); // processes start slowly on a busy machine

const { t } = createI18n();
let town: Town;
let made: SetUp;
let server: Workplace;
beforeAll(async () => {
  ({ town, made, server } = await startTown());
});
afterAll(async () => {
  await server.close();
  town.remove();
});

const sign = (name: string) => as(town, made, name);
const WHAT = 'มีคนขอเงินห้าร้อยบาท';

async function file(unit: string, what = WHAT): Promise<{ id: string; code: TrackingCode }> {
  const answers: Answers = {
    category: { of: 'option', value: 'bribe' },
    unit: { of: 'unit', value: unit },
    what: { of: 'story', parts: [{ text: what }] },
  };
  const code = newCode();
  const { caseId } = await server.cases.desk.file({ kind: 'complaint', answers, lang: 'th', code });
  return { id: caseId, code };
}

describe('npm run cases, as processes beside the server', () => {
  it('takes a case from the queue to its end, and the reporter sees it', async () => {
    const { id, code } = await file('finance');
    const list = await town.run('cases', ['list', ...sign('Intake')]);
    expect(list).toMatchObject({ code: 0, err: '' });
    expect(list.out).toContain(`* ${id}`);
    expect(list.out).toContain(t('th', 'cases:status.received'));
    expect(list.out).toContain(WHAT);

    // The passphrase typed (here: piped) instead of read from a file.
    const passphrase = made.people.find(({ name }) => name === 'Intake')!.passphrase;
    const open = await town.run('cases', ['open', id], `intake\n${passphrase.replaceAll(' ', '')}\n`);
    expect(open.code).toBe(0);
    expect(open.out).toContain(WHAT);
    expect(open.out).toContain(t('th', 'cases:category.bribe'));
    expect(open.out).toContain('[accept]');
    expect(open.out + open.err).not.toContain(passphrase.slice(0, 12));
    const read = await town.call('cases', ['list', '--unread', '--json', ...sign('Intake')]);
    expect(JSON.parse(read.out)).toEqual([]);

    const act = (name: string, ...args: string[]) => town.call('cases', ['act', id, ...args, ...sign(name)]);
    expect((await act('Intake', 'accept')).code).toBe(0);
    const asked = await town.run(
      'cases',
      ['act', id, 'ask', '--message-file', '-', ...sign('Intake')],
      'วันไหน\nที่ไหน\n',
    );
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain(t('th', 'cases:status.asked'));
    expect((await act('Intake', 'assign', '--assignee', 'citizen')).code).toBe(0);
    expect((await act('Head', 'note', '--message', 'หมายเหตุ')).code).toBe(0);
    const concluded = await act('Head', 'conclude', '--outcome', 'substantiated', '--message', 'ลงโทษแล้ว');
    expect(concluded.code).toBe(0);

    const view = await server.cases.desk.track(code);
    const seen = JSON.stringify(view);
    for (const text of ['วันไหน\\nที่ไหน', 'ลงโทษแล้ว', 'substantiated']) expect(seen).toContain(text);
    for (const text of ['หมายเหตุ', WHAT]) expect(seen).not.toContain(text);
    const after = await town.call('cases', ['open', id, '--lang', 'en', ...sign('Citizen')]);
    expect(after.out).toContain('หมายเหตุ');
    expect(after.out).toContain('Assigned to Citizen');
    expect(after.out).toContain('Head');
  });
});

describe('npm run cases', () => {
  it('shows people of the accused unit’s line nothing, in no way different from no case', async () => {
    const { id } = await file('service-and-publishing');
    const absent = '0'.repeat(32);
    for (const name of ['Intake', 'Head']) {
      const list = await town.call('cases', ['list', '--json', ...sign(name)]);
      expect(list.out).not.toContain(id);
      const outcomes = [];
      for (const each of [id, absent]) {
        outcomes.push(await town.call('cases', ['open', each, ...sign(name)]));
        outcomes.push(await town.call('cases', ['act', each, 'accept', ...sign(name)]));
      }
      for (const outcome of outcomes) expect(outcome).toEqual({ ...outcomes[0], code: 1, out: '' });
    }
    expect((await town.call('cases', ['open', id, ...sign('Citizen')])).code).toBe(0);
    for (const name of ['Admin', 'Auditor']) {
      expect(JSON.parse((await town.call('cases', ['list', '--json', ...sign(name)])).out)).toEqual([]);
      expect((await town.call('cases', ['open', id, ...sign(name)])).code).toBe(1);
    }
    // Nor may the case be given to them.
    const given = await town.call('cases', ['act', id, 'assign', '--assignee', 'Intake', ...sign('Citizen')]);
    expect(given).toMatchObject({ code: 1, out: '' });
  });

  it('says why an action is not done, and does nothing', async () => {
    const { id } = await file('finance');
    const before = await server.store.cases.get(id);
    const refused: [string[], string][] = [
      [['conclude', '--outcome', 'substantiated', '--message', 'x'], 'action-not-possible'],
      [['decline', '--message', 'x'], 'action-not-yours'],
      [['ask'], 'text-missing'],
      [['ask', '--message', ' '], 'text-missing'],
      [['refer', '--message', 'x'], 'body-missing'],
      [['assign'], 'assignee-missing'],
      [['assign', '--assignee', 'Nobody'], 'assignee-missing'],
      [['nonsense'], 'action-not-possible'],
    ];
    for (const [args, key] of refused) {
      const ran = await town.call('cases', ['act', id, ...args, ...sign('Intake')]);
      expect([args, ran.code, ran.out]).toEqual([args, 1, '']);
      expect(ran.err).toContain(t('th', `errors:${key}`));
    }
    expect(await server.store.cases.get(id)).toEqual(before);
    const twice = await town.call('cases', ['act', id, 'ask', '--message-file', '-'], 'text\n');
    expect(twice).toMatchObject({ code: 1, out: '' });
  });

  it('lets no control signs of a report reach the terminal', async () => {
    const { id } = await file('finance', 'ปกติ\u001b[2J\u001b]0;x\u0007\u202eกลับ\u0085\u009b31m จบ');
    for (const command of [['open', id], ['list']]) {
      const { out, code } = await town.call('cases', [...command, ...sign('Intake')]);
      expect(code).toBe(0);
      expect(out).toContain('ปกติ');
      expect(out.replace(/[\n\t]/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  it('pages', async () => {
    for (let n = 0; n < 3; n += 1) await file('education', `เรื่องที่ ${n}`);
    const all = JSON.parse((await town.call('cases', ['list', '--json', ...sign('Citizen')])).out) as {
      id: string;
    }[];
    const seen: string[] = [];
    let after: string[] = [];
    for (let page = 0; page < all.length; page += 1) {
      const { out } = await town.call('cases', ['list', '--limit', '2', ...after, ...sign('Citizen')]);
      seen.push(...[...out.matchAll(/^[* ] (\w{32}) /gm)].map((match) => match[1]!));
      const more = /--after (\S+)/.exec(out)?.[1];
      if (!more) break;
      after = ['--after', more];
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    for (const wrong of [
      ['--limit', '0'],
      ['--limit', 'x'],
      ['--after', 'x'],
    ]) {
      expect((await town.call('cases', ['list', ...wrong, ...sign('Citizen')])).code).toBe(2);
    }
  });

  it('lets nobody in with a wrong passphrase, and says nothing of who exists', async () => {
    const wrong = town.file('wrong.txt', 'not the words\n');
    const known = await town.call('cases', ['list', '--as', 'Inside', '--passphrase-file', wrong]);
    const unknown = await town.call('cases', ['list', '--as', 'Nobody', '--passphrase-file', wrong]);
    expect(known).toEqual({ code: 1, out: '', err: expect.stringContaining('วลีรหัสผ่านไม่ถูกต้อง') });
    expect(unknown).toEqual(known);
    const silent = await town.call('cases', ['list']); // nobody answers the questions
    expect(silent.code).toBe(1);
  });

  it('tells an installation that was not set up what to do', async () => {
    const fresh = newTown();
    const ran = await fresh.call('cases', [
      'list',
      '--as',
      'x',
      '--passphrase-file',
      town.file('x.txt', 'x'),
    ]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('npm run setup');
    fresh.remove();
  });
});

describe('npm run cases -- evidence', () => {
  /** A sound that cannot be cleaned, a text that can, a place. */
  async function fileWithEvidence(unit: string): Promise<string> {
    const { evidence, desk } = server.cases;
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
    const answers: Answers = {
      category: { of: 'option', value: 'bribe' },
      unit: { of: 'unit', value: unit },
      what: { of: 'story', parts: [{ text: WHAT }] },
      evidence: { of: 'evidence', pieces: contents.map((content, n) => ({ id: String(n), content })) },
    };
    return (await desk.file({ kind: 'complaint', answers, lang: 'th', code: newCode() })).caseId;
  }
  const out = (name: string) => join(town.dir, '..', name);

  it('lists what there is and writes the cleaned copy; an original only with its warning', async () => {
    const id = await fileWithEvidence('finance');
    const list = await town.run('cases', ['evidence', id, ...sign('Intake')]);
    expect(list).toMatchObject({ code: 0, err: '' });
    for (const text of [
      ...['audio-01-original.amr', 'document-02.txt', 'document-02-original.txt', '15.800000, 102.600000'],
      ...['told-warning', 'original-warning', 'scan.off'].map((key) => t('th', `evidence:officer.${key}`)),
    ]) {
      expect(list.out).toContain(text);
    }
    expect(list.out).not.toContain('\u001b');
    expect((await town.call('cases', ['open', id, ...sign('Intake')])).out).toContain('document-02.txt');
    const json = await town.call('cases', ['evidence', id, '--json', ...sign('Intake')]);
    expect(JSON.parse(json.out)).toHaveLength(3);
    expect(json.out).not.toContain('AGE-SECRET');

    const clean = await town.run('cases', [
      'evidence',
      id,
      '2',
      '--out',
      out('clean.txt'),
      ...sign('Intake'),
    ]);
    expect(clean).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(out('clean.txt'), 'utf8')).toContain('ข้อความ');
    expect(statSync(out('clean.txt')).mode & 0o777).toBe(0o600);
    const again = await town.call('cases', [
      'evidence',
      id,
      '2',
      '--out',
      out('clean.txt'),
      ...sign('Intake'),
    ]);
    expect(again).toMatchObject({ code: 1, out: '' });
    for (const [number, name] of [
      ['2', 'kept.txt'],
      ['1', 'told.amr'],
    ] as const) {
      const args = ['evidence', id, number, '--original', '--out', out(name), ...sign('Citizen')];
      const original = await town.call('cases', args);
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
      const ran = await town.call('cases', ['evidence', id, ...args, ...sign('Intake')]);
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
      town.call('cases', ['evidence', id, number, ...args, ...sign('Intake')], '', more);
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
      outcomes.push(await town.call('cases', ['evidence', each, ...sign('Intake')]));
      outcomes.push(await town.call('cases', ['evidence', each, '1', '--out', out('y'), ...sign('Head')]));
    }
    for (const outcome of outcomes) expect(outcome).toEqual({ ...outcomes[0], code: 1, out: '' });
    expect(existsSync(out('y'))).toBe(false);
  });
});

describe('npm run audit', () => {
  it('is whole after all this, and shows case lines to auditors from outside only', async () => {
    const verified = await town.run('audit', ['verify', '--lang', 'en']);
    expect(verified).toMatchObject({ code: 0, err: '' });
    const head = /Head: (\S+)/.exec(verified.out)![1]!;
    const outside = await town.call('audit', ['list', '--limit', '1000', '--json', ...sign('Auditor')]);
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

    const inside = await town.call('audit', ['list', '--limit', '1000', '--json', ...sign('Inside')]);
    const fewer = JSON.parse(inside.out) as { what: string }[];
    expect(fewer.length).toBeGreaterThan(3);
    expect(fewer.filter((line) => 'case' in line || 'sequence' in line)).toEqual([]);
    expect(inside.err).toBe('');
    const words = await town.call('audit', ['list', '--lang', 'en', ...sign('Inside')]);
    expect(words.out).toContain('signed in');
    for (const name of ['Intake', 'Head', 'Admin', 'Citizen']) {
      expect(await town.call('audit', ['list', ...sign(name)])).toMatchObject({ code: 1, out: '' });
    }
    expect((await town.call('audit', ['verify', '--head', head])).code).toBe(0);
    expect((await town.call('audit', ['verify', '--head', head.replace(/.$/, 'x')])).code).toBe(1);
  });

  it('says which line was changed, and ends with an error code', async () => {
    const rows = await server.store.audit.page(0, 10_000);
    const port = server.store.audit;
    const last = rows.at(-1)!;
    await port.append({ ...last, sequence: last.sequence + 1 });
    const ran = await town.call('audit', ['verify']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(`บรรทัด ${last.sequence + 1}`);
    const json = await town.call('audit', ['verify', '--json']);
    expect(JSON.parse(json.out)).toEqual({ ok: false, sequence: last.sequence + 1, why: 'changed' });
  });
});
