import type { Answers } from '../../src/cases/fields.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseDeps } from '../../src/deps/cases.ts';
import { newCode } from '../../src/cases/tracking.ts';
import { releaseWaiting } from '../../src/cases/release.ts';
import type { CasePort } from '../../src/store/ports.ts';
import { expectedKey } from '../accounts/accounts-under-test.ts';
import { answersOf, complaintOn, openCaseOffice, randomId, story, type CaseOffice } from './case-office.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

const cases = async () => (await office.port.withRecipient('recovery', undefined, 1000)).length;

class Crash extends Error {}

/** The process dies at the `n`-th call of the store, before or after that call has done its work. */
function dyingAt(n: number, when: 'before' | 'after'): { port: CasePort; calls: () => number } {
  let calls = 0;
  const port = new Proxy(office.port, {
    get(target, name: keyof CasePort) {
      return async (...args: unknown[]) => {
        calls += 1;
        if (calls > n) throw new Crash(); // nothing happens in a dead process
        if (calls === n && when === 'before') throw new Crash();
        const result = await (target[name] as (...args: unknown[]) => unknown)(...args);
        if (calls === n) throw new Crash();
        return result;
      };
    },
  });
  return { port, calls: () => calls };
}

/**
 * Does `work` in a process that dies at its first call of the store, in one that dies at its second, and so on to one
 * that lives; `check` after each death and the repetition that follows it. Resolves to how many deaths there were.
 */
async function dieEverywhere(
  start: () => Promise<string>,
  work: (deps: CaseDeps, at: string) => Promise<unknown>,
  check: (at: string) => Promise<void>,
): Promise<number> {
  let deaths = 0;
  for (const when of ['before', 'after'] as const) {
    for (let n = 1; ; n += 1) {
      const at = await start();
      const { port } = dyingAt(n, when);
      const died = await work(await office.through(port), at).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Crash) return true;
          throw error;
        },
      );
      if (died) await work(await office.through(office.port), at);
      await check(at);
      if (!died) break;
      deaths += 1;
    }
  }
  return deaths;
}

describe('filing under a code', () => {
  it('makes one case and one receipt, however often', async () => {
    const { code, receipt } = await office.file();
    const before = await cases();
    const row = await office.row(receipt.caseId);
    for (const answers of [answersOf('complaint'), complaintOn('education'), {}]) {
      expect((await office.file({ code, answers })).receipt).toEqual({ ...receipt, already: true });
    }
    expect((await office.file({ code, kind: 'comment', answers: {} })).receipt).toEqual({
      ...receipt,
      already: true,
    });
    expect(await cases()).toBe(before);
    expect(await office.row(receipt.caseId)).toEqual(row);
  });

  it('ten times at once makes one case, and says once that it is new', async () => {
    for (let round = 0; round < 3; round += 1) {
      const code = newCode();
      const before = await cases();
      const others = await Promise.all([office.through(office.port), office.through(office.port)]);
      const receipts = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          [office, ...others][n % 3]!.desk.file({
            kind: 'complaint',
            answers: answersOf('complaint'),
            lang: 'th',
            code,
          }),
        ),
      );
      expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, already: true }))).size).toBe(1);
      expect(receipts.filter(({ already }) => !already)).toHaveLength(1);
      expect(await cases()).toBe(before + 1);
    }
  });

  it('after a crash between any two steps makes one case, with its items and no others', async () => {
    let before = 0;
    const deaths = await dieEverywhere(
      async () => {
        before = await cases();
        return newCode();
      },
      ({ desk }, code) =>
        desk.file({ kind: 'complaint', answers: answersOf('complaint'), lang: 'th', code: code as never }),
      async (code) => {
        expect(await cases()).toBe(before + 1);
        const view = (await office.desk.track(code as never))!;
        expect(view.timeline).toHaveLength(1);
        const row = await office.row(view.caseId);
        expect(await office.port.readItems(row.items.map(({ id }) => id))).toHaveLength(2);
      },
    );
    expect(deaths).toBeGreaterThanOrEqual(4);
  });

  it('keeps its receipt when the case has gone on, and the policy’s first deadline with it', async () => {
    const { code, receipt, id } = await office.file();
    await office.release();
    const head = office.worker('officer', 'head');
    await office.casework.act(head, { caseId: id, action: 'decline', message: 'x' });
    expect((await office.file({ code })).receipt).toEqual({ ...receipt, already: true });
  });

  it('refuses what is not complete or not a unit, and stores nothing', async () => {
    const before = await cases();
    const { what, unit, category } = complaintOn('finance');
    for (const answers of [
      {},
      { what, unit },
      { what, category },
      { unit, category },
      complaintOn('no-such-unit'),
      complaintOn('finance', { what: story(' \n') }),
      complaintOn('finance', { what: story('ก'.repeat(20_001)) }),
      complaintOn('finance', { exclude: { of: 'units', values: ['no-such-unit'] } }),
      complaintOn('finance', { category: { of: 'option', value: 'gossip' } }),
      complaintOn('finance', { who: story('not a line') }),
    ] as Answers[]) {
      expect(await expectedKey(() => office.file({ answers }))).toBe('report-incomplete');
    }
    expect(await cases()).toBe(before);
  });

  it('leaves out the names of the messages that a draft carries', async () => {
    const answers = complaintOn('finance', {
      what: { of: 'story', parts: [{ text: 'ก', item: 'message-1' }] },
      when: { of: 'line', text: 'เมื่อวาน', item: 'message-2' },
    });
    const { id } = await office.file({ answers });
    await office.release();
    const { report } = await office.casework.open(office.worker('officer'), id);
    expect(JSON.stringify(report)).not.toContain('message-');
    expect(report.answers['when']).toEqual({ of: 'line', text: 'เมื่อวาน' });
  });
});

/** A case that staff have seen and asked about. */
async function askedCase() {
  const filed = await office.file();
  await office.release();
  await office.casework.act(office.worker('officer'), { caseId: filed.id, action: 'ask', message: 'ที่ไหน' });
  return filed;
}

describe('writing to a case', () => {
  it('takes the same writing once, also ten times at once', async () => {
    const { id, code } = await askedCase();
    const once = randomId();
    const write = () => office.desk.write({ caseId: id, action: 'reply', id: once, text: 'ที่ตลาด' });
    expect(new Set(await Promise.all(Array.from({ length: 10 }, write)))).toEqual(new Set(['accepted']));
    expect(await write()).toBe('accepted');
    const view = (await office.desk.track(code))!;
    expect(view.timeline.map(({ action }) => action)).toEqual(['file', 'ask', 'reply']);
    await office.release();
    const { dialogue } = await office.casework.open(office.worker('officer'), id);
    expect(dialogue.map(({ action }) => action)).toEqual(['ask', 'reply']);
  });

  it('takes twenty different writings at once, each once and each under a number of its own', async () => {
    const { id } = await office.file();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        office.desk.write({ caseId: id, action: 'add', id: randomId(), text: `ข้อ ${n}` }),
      ),
    );
    await office.release();
    const { dialogue } = await office.casework.open(office.worker('officer'), id);
    expect(new Set(dialogue.map(({ text }) => text)).size).toBe(20);
    const row = await office.row(id);
    expect(new Set(row.items.map(({ ring, sequence }) => `${ring} ${sequence}`)).size).toBe(row.items.length);
  });

  it('after a crash between any two steps is there once', async () => {
    let code = newCode();
    const once = new Map<string, string>();
    const deaths = await dieEverywhere(
      async () => {
        const filed = await askedCase();
        code = filed.code;
        once.set(filed.id, randomId());
        return filed.id;
      },
      ({ desk }, caseId) => desk.write({ caseId, action: 'reply', id: once.get(caseId)!, text: 'ที่ตลาด' }),
      async (caseId) => {
        const view = (await office.desk.track(code))!;
        expect(view.timeline.map(({ action }) => action)).toEqual(['file', 'ask', 'reply']);
        await office.release();
        const { dialogue } = await office.casework.open(office.worker('officer'), caseId);
        expect(dialogue.map(({ action }) => action)).toEqual(['ask', 'reply']);
      },
    );
    expect(deaths).toBeGreaterThanOrEqual(8);
  });

  it('to a case that is gone says so', async () => {
    expect(
      await expectedKey(() =>
        office.desk.write({ caseId: randomId(), action: 'add', id: randomId(), text: 'x' }),
      ),
    ).toBe('case-gone');
    expect(
      await expectedKey(() =>
        office.desk.notify({ caseId: randomId(), id: randomId(), address: 'U', lang: 'th' }),
      ),
    ).toBe('case-gone');
    await office.desk.stopNotifying(randomId(), randomId());
  });

  it('never gives a number again, whatever goes', async () => {
    const { id } = await office.file();
    const numbers = new Set<number>();
    for (let n = 0; n < 3; n += 1) {
      const item = await office.desk.notify({ caseId: id, id: randomId(), address: `U${n}`, lang: 'th' });
      const { sequence } = (await office.row(id)).items.find((ref) => ref.id === item)!;
      expect(numbers.has(sequence)).toBe(false);
      numbers.add(sequence);
      await office.desk.stopNotifying(id, item);
    }
  });

  it('tells nobody who reads the row whether the reporter or staff wrote, once it is released', async () => {
    const { id } = await askedCase();
    await office.desk.write({ caseId: id, action: 'reply', id: randomId(), text: 'ที่ตลาด' });
    await office.release();
    for (const { once, pending, ahead } of (await office.row(id)).items) {
      expect(once).toMatch(/^[0-9a-f]{32}$/);
      expect([pending, ahead]).toEqual([false, undefined]);
    }
  });
});

describe('notifications', () => {
  it('are taken out by “stop”, whichever was asked for, and asking again takes the place of the first', async () => {
    const { id, code } = await office.file();
    await office.release();
    const officer = office.worker('officer');
    const ask = (address: string) => office.desk.notify({ caseId: id, id: randomId(), address, lang: 'th' });
    const first = await ask('U-first');
    const second = await ask('U-second');
    expect((await office.desk.track(code))!.notify).toBe(second);
    expect((await office.casework.act(officer, { caseId: id, action: 'accept' })).notify).toEqual([
      { channel: 'line', address: 'U-second', lang: 'th' },
    ]);
    await office.desk.stopNotifying(id, first);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    expect(await office.port.readItems([first, second])).toEqual([]);
    expect(
      (await office.casework.act(officer, { caseId: id, action: 'answer', message: 'x' })).notify,
    ).toEqual([]);
  });

  it('“stop” takes nothing else out, whatever it is given', async () => {
    const { id } = await office.file();
    for (const { id: item } of (await office.row(id)).items) await office.desk.stopNotifying(id, item);
    expect((await office.row(id)).version).toBe(1);
  });

  it('come only from actions the reporter is told of, and end with the case', async () => {
    const { id, code } = await office.file();
    await office.release();
    const worker = office.worker('officer', 'head');
    const item = await office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'en' });
    const act = (action: string, more = {}) =>
      office.casework.act(worker, { caseId: id, action, message: 'x', ...more });
    expect((await act('note')).notify).toEqual([]);
    expect((await act('assign', { assignee: 'citizen' })).notify).toEqual([]);
    expect((await act('accept')).notify).toHaveLength(1);
    expect((await act('conclude', { outcome: 'substantiated' })).notify).toEqual([
      { channel: 'line', address: 'U1', lang: 'en' },
    ]);
    expect(await office.port.readItems([item])).toEqual([]);
    expect((await office.desk.track(code))!.notify).toBeUndefined();
    expect(
      await expectedKey(() => office.desk.notify({ caseId: id, id: randomId(), address: 'U1', lang: 'en' })),
    ).toBe('action-not-possible');
  });

  it('asked for twice under one id are one, also when stopped in between', async () => {
    const { id } = await office.file();
    const wish = { caseId: id, id: randomId(), address: 'U1', lang: 'th' as const };
    const item = await office.desk.notify(wish);
    expect(await office.desk.notify(wish)).toBe(item);
    await office.desk.stopNotifying(id, item);
    await office.desk.notify(wish);
    const kinds = (await office.writer.readItems(await office.row(id), 'staff')).map(
      ({ item: { kind } }) => kind,
    );
    expect(kinds).toEqual(['report']);
  });
});

describe('acts of staff', () => {
  it('at the same time all happen, or find that they no longer can', async () => {
    const { id, code } = await office.file();
    await office.release();
    const worker = office.worker('officer', 'head');
    const notes = Array.from({ length: 8 }, (_, n) =>
      office.casework.act(worker, { caseId: id, action: 'note', message: `จด ${n}` }),
    );
    const decisions = ['accept', 'decline', 'accept', 'refer'].map((action) =>
      office.casework.act(worker, { caseId: id, action, message: 'x', body: 'ป.ป.ช.' }).then(
        ({ status }) => status,
        (error: { key: string }) => error.key,
      ),
    );
    await Promise.all(notes);
    await Promise.all(decisions);
    const { notes: kept, dialogue } = await office.casework.open(worker, id);
    expect(kept).toHaveLength(8);
    const told = (await office.desk.track(code))!.timeline.map(({ action }) => action).slice(1);
    expect(told).toEqual(dialogue.map(({ action }) => action));
    for (const outcome of await Promise.all(decisions)) {
      expect(['accepted', 'declined', 'referred', 'action-not-possible']).toContain(outcome);
    }
  });

  it('after a crash between any two steps leave the case as before or after', async () => {
    let code = newCode();
    const deaths = await dieEverywhere(
      async () => {
        const filed = await office.file();
        code = filed.code;
        await office.release();
        await office.desk.notify({ caseId: filed.id, id: randomId(), address: 'U1', lang: 'th' });
        return filed.id;
      },
      async ({ casework }, caseId) => {
        const worker = office.worker('officer', 'head');
        const done = await casework
          .act(worker, { caseId, action: 'decline', message: 'x' })
          .catch((error: { key?: string }) => {
            if (error.key !== 'action-not-possible') throw error; // it had happened before the crash
          });
        return done;
      },
      async (caseId) => {
        const view = (await office.desk.track(code))!;
        expect(view.timeline.map(({ action }) => action)).toEqual(['file', 'notify', 'decline']);
        expect(view.notify).toBeUndefined();
        const { dialogue } = await office.casework.open(office.worker('officer'), caseId);
        expect(dialogue.map(({ action }) => action)).toEqual(['decline']);
      },
    );
    expect(deaths).toBeGreaterThanOrEqual(8);
  });

  it('and a release that dies half way is completed by the next', async () => {
    const filed = await Promise.all(Array.from({ length: 5 }, () => office.file()));
    const { port } = dyingAt(5, 'after');
    const { writer } = await office.through(office.port);
    await expect(releaseWaiting(port, (await office.through(port)).writer)).rejects.toThrow(Crash);
    await releaseWaiting(office.port, writer);
    for (const { id } of filed)
      expect(await office.row(id)).toMatchObject({ shown: true, waiting: false, unread: true });
  });
});

describe('a store that somebody wrote to', () => {
  it('with an item gone or put in another’s place opens nothing', async () => {
    const { id, code } = await askedCase();
    const row = await office.row(id);
    const staff = row.items.filter(({ ring }) => ring === 'staff');
    const lost = { ...staff[1]!, id: randomId() };
    for (const items of [
      row.items.map((ref) => (ref === staff[1] ? lost : ref)),
      row.items.map((ref) =>
        ref === staff[0] ? { ...ref, sequence: 1 } : ref === staff[1] ? { ...ref, sequence: 0 } : ref,
      ),
    ]) {
      const port: CasePort = { ...office.port, get: async () => ({ ...row, items }) };
      await expect((await office.through(port)).casework.open(office.worker('officer'), id)).rejects.toThrow(
        'tampered',
      );
    }
    const other = await askedCase();
    const swapped: CasePort = {
      ...office.port,
      find: async () => ({ ...row, reporterRing: (await office.row(other.id)).reporterRing }),
    };
    await expect((await office.through(swapped)).desk.track(code)).rejects.toThrow();
  });
});
