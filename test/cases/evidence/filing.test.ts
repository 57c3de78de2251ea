import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decide, undecidedIn, withoutPieces } from '../../../src/cases/evidence/pieces.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import type { CaseDeps } from '../../../src/deps/cases.ts';
import { DAY } from '../../support/clock.ts';
import { openCaseOffice, randomId, type CaseOffice } from '../case-office.ts';
import { Crash, dyingAt } from '../dying.ts';
import { AMR, pieceOf, place, read, storedIn, sweep, text, withPieces } from './filed-evidence.ts';
import { expectedKey } from '../../support/expected-key.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice();
});
afterEach(() => office.close());

const officer = () => office.worker('officer');

describe('a report with evidence', () => {
  it('holds none of it itself; a key holder sees each piece and reads each file', async () => {
    const pieces = [
      await pieceOf(office, text('ใบเสร็จ')),
      place,
      await pieceOf(office, AMR),
      await pieceOf(office, text('ต้นฉบับ'), [], true),
    ];
    const { pieces: agreed } = decide(pieces, pieces[2]!.id, true);
    const { id, code } = await office.file({ answers: withPieces(agreed) });
    await office.release();
    const view = await office.casework.open(officer(), id);
    expect(Object.keys(view.report.answers)).not.toContain('evidence');
    expect(view.evidence).toMatchObject([
      {
        number: 1,
        is: 'file',
        kind: 'document',
        copies: [{ which: 'clean', type: 'text', name: 'document-01.txt' }],
      },
      { number: 2, is: 'place', title: 'ตลาดสด', latitude: 15.8, longitude: 102.6 },
      {
        number: 3,
        is: 'file',
        told: 'codec',
        copies: [{ which: 'original', warning: 'told', name: 'audio-03-original.amr' }],
      },
      { number: 4, is: 'file', copies: [{ which: 'clean' }, { which: 'original', warning: 'original' }] },
    ]);
    expect(JSON.stringify(view)).not.toMatch(/AGE-SECRET|identity/);
    const open = (number: number, which?: 'clean' | 'original') =>
      office.casework.evidence(officer(), { caseId: id, number, which });
    expect(await read((await open(1)).read())).toBe('ใบเสร็จ');
    expect(await read((await open(3)).read())).toBe(AMR.toString());
    expect(await read((await open(4, 'original')).read())).toBe('ต้นฉบับ');
    expect((await open(4)).which).toBe('clean');
    expect(await (await open(1)).scanNow()).toBeUndefined();
    for (const [number, which] of [[2], [5], [0], [-1], [1.5], [1, 'original'], [3, 'clean']] as const) {
      expect(await expectedKey(() => open(number, which))).toBe('evidence-gone');
    }
    expect((await office.desk.track(code))!.timeline[0]).toMatchObject({ action: 'file', files: 4 });
  });

  it('shows none to whoever may not know of the case, and to nobody before the release hour', async () => {
    const { id } = await office.file({ answers: withPieces([await pieceOf(office, text('ลับ'))]) });
    const wish = { caseId: id, number: 1 };
    expect(await expectedKey(() => office.casework.evidence(officer(), wish))).toBe('case-gone');
    await office.release();
    expect((await office.casework.evidence(officer(), wish)).name).toBe('document-01.txt');
    const accused = await office.file({
      answers: {
        ...withPieces([await pieceOf(office, text('ลับ'))]),
        unit: { of: 'unit', value: 'complaints' },
      },
    });
    await office.release();
    const theirs = { caseId: accused.id, number: 1 };
    expect(await expectedKey(() => office.casework.evidence(officer(), theirs))).toBe('case-gone');
    expect(
      await expectedKey(() => office.casework.evidence(officer(), { ...wish, caseId: randomId() })),
    ).toBe('case-gone');
  });

  it('is not filed while a file waits for the reporter’s choice, or when one is gone', async () => {
    const piece = await pieceOf(office, AMR);
    expect(undecidedIn([place, piece])).toEqual(piece);
    expect(await expectedKey(() => office.file({ answers: withPieces([piece]) }))).toBe('report-incomplete');
    const refused = decide([place, piece], piece.id, false);
    expect(refused).toEqual({ pieces: [place], drop: [piece.content] });
    await office.evidence.drop(refused.drop);
    expect(await storedIn(office)).toEqual({ files: 0, chunks: 0 });
    const kept = decide([piece], piece.id, true).pieces;
    expect(await expectedKey(() => office.file({ answers: withPieces(kept) }))).toBe('evidence-gone');
    expect(withoutPieces(kept, () => true).pieces).toEqual([]);
  });

  it('comes whole through a crash between any two steps, and is filed once', async () => {
    const answers = withPieces([await pieceOf(office, text('หนึ่ง')), await pieceOf(office, text('สอง'))]);
    const code = newCode();
    const attempt = ({ desk }: Pick<CaseDeps, 'desk'>) =>
      desk.file({ kind: 'complaint', answers, lang: 'th', code });
    for (const n of [1, 2]) {
      for (const when of ['before', 'after'] as const) {
        const mortal = dyingAt(n, when, ['adopt', 'file']);
        const deps = await office.through(mortal(office.port), mortal(office.store.evidence));
        await expect(attempt(deps)).rejects.toThrow(Crash);
        deps.stopCleaning();
      }
    }
    const { caseId, already } = await attempt(office);
    expect(already).toBe(true); // the last crash was after the case was there
    await office.release();
    const view = await office.casework.open(officer(), caseId);
    expect(view.evidence).toHaveLength(2);
    expect(await read((await office.casework.evidence(officer(), { caseId, number: 2 })).read())).toBe('สอง');
    // And what was only nearly filed goes: nothing but the case's own files is left after the sweep.
    office.clock.advance(9 * DAY);
    await sweep(office);
    expect((await storedIn(office)).files).toBe(2);
  });
});

describe('what a reporter writes later', () => {
  it('can carry files, with or without words, which wait for the release hour like the words', async () => {
    const { id: caseId } = await office.file({ answers: withPieces([await pieceOf(office, text('แรก'))]) });
    await office.release();
    const writing = randomId();
    const files = [(await pieceOf(office, text('ต่อมา'))).content];
    await office.desk.write({ caseId, action: 'add', id: writing, files });
    await office.desk.write({ caseId, action: 'add', id: writing, files });
    expect((await office.casework.open(officer(), caseId)).evidence).toHaveLength(1);
    const early = { caseId, number: 2 };
    expect(await expectedKey(() => office.casework.evidence(officer(), early))).toBe('evidence-gone');
    await office.release();
    const view = await office.casework.open(officer(), caseId);
    expect(view.evidence).toHaveLength(2);
    expect(view.dialogue).toMatchObject([{ action: 'add', evidence: [2] }]);
    expect(await read((await office.casework.evidence(officer(), early)).read())).toBe('ต่อมา');
    const empty = () => office.desk.write({ caseId, action: 'add', id: randomId() });
    expect(await expectedKey(empty)).toBe('text-missing');
    // What is the case's stays, whatever a draft that still names it does; what is gone is not written about.
    await office.evidence.drop(files);
    expect(await read((await office.casework.evidence(officer(), early)).read())).toBe('ต่อมา');
    const lost = [(await pieceOf(office, text('หาย'))).content];
    await office.evidence.drop(lost);
    const gone = () => office.desk.write({ caseId, action: 'add', id: randomId(), files: lost });
    expect(await expectedKey(gone)).toBe('evidence-gone');
  });
});
