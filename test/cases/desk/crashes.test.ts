import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { releaseWaiting } from '../../../src/cases/release.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import type { CaseDeps } from '../../../src/deps/cases.ts';
import { answersOf, openCaseOffice, randomId, type CaseOffice } from '../case-office.ts';
import { Crash, dyingAt, unlessDead } from '../dying.ts';
import { askedCase, casesIn } from './desk-office.ts';

let office: CaseOffice;
beforeAll(async () => {
  office = await openCaseOffice();
});
afterAll(() => office.close());

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
      const mortal = await office.through(dyingAt(n, when)(office.port));
      const lived = await unlessDead(work(mortal, at).then(() => true));
      if (!lived) await work(await office.through(office.port), at);
      await check(at);
      if (lived) break;
      deaths += 1;
    }
  }
  return deaths;
}

describe('filing under a code', () => {
  it('after a crash between any two steps makes one case, with its items and no others', async () => {
    let before = 0;
    const deaths = await dieEverywhere(
      async () => {
        before = await casesIn(office);
        return newCode();
      },
      ({ desk }, code) =>
        desk.file({ kind: 'complaint', answers: answersOf('complaint'), lang: 'th', code: code as never }),
      async (code) => {
        expect(await casesIn(office)).toBe(before + 1);
        const view = (await office.desk.track(code as never))!;
        expect(view.timeline).toHaveLength(1);
        const row = await office.row(view.caseId);
        expect(await office.port.readItems(row.items.map(({ id }) => id))).toHaveLength(2);
      },
    );
    expect(deaths).toBeGreaterThanOrEqual(4);
  });
});

describe('writing to a case', () => {
  it('after a crash between any two steps is there once', async () => {
    let code = newCode();
    const once = new Map<string, string>();
    const deaths = await dieEverywhere(
      async () => {
        const filed = await askedCase(office);
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
    const port = dyingAt(5, 'after')(office.port);
    const { writer } = await office.through(office.port);
    await expect(releaseWaiting(port, (await office.through(port)).writer)).rejects.toThrow(Crash);
    await releaseWaiting(office.port, writer);
    for (const { id } of filed)
      expect(await office.row(id)).toMatchObject({ shown: true, waiting: false, unread: true });
  });
});
