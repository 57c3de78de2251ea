import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EvidenceContent } from '../../../src/cases/evidence/contents.ts';
import { decide, undecidedIn, withoutPieces, type Piece } from '../../../src/cases/evidence/pieces.ts';
import { newCode } from '../../../src/cases/tracking.ts';
import { createErasureJob } from '../../../src/jobs/erasure.ts';
import { createEvidenceJob } from '../../../src/jobs/evidence.ts';
import type { CasePort, EvidencePort } from '../../../src/store/ports.ts';
import { expectedKey } from '../../accounts/accounts-under-test.ts';
import { DAY } from '../../support/clock.ts';
import { evidenceStored } from '../../support/stored.ts';
import { complaintOn, openCaseOffice, randomId, type CaseOffice } from '../case-office.ts';
import { inPieces } from './bench.ts';

let office: CaseOffice;
beforeEach(async () => {
  office = await openCaseOffice();
});
afterEach(() => office.close());

const text = (words: string) => Buffer.from(words);
/** A sound the table only tells about: kept as it came once the reporter agreed. */
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(50)]);

async function pieceOf(bytes: Uint8Array, has: readonly EvidenceContent[] = [], keepOriginal = false) {
  const received = await office.evidence.receive({ bytes: inPieces(bytes), has, keepOriginal, door: 'web' });
  if (received.kind === 'problem') throw new Error(received.problem);
  const piece: Piece = { id: randomId(), content: received.content };
  return received.kind === 'consent' ? { ...piece, undecided: true as const } : piece;
}

const withPieces = (pieces: Piece[]) => complaintOn('finance', { evidence: { of: 'evidence', pieces } });
const place: Piece = {
  id: randomId(),
  content: { v: 1, is: 'place', title: 'ตลาดสด', latitude: 15.8, longitude: 102.6 },
};
const officer = () => office.worker('officer');

async function read(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

const stored = async () => {
  const { files, chunks } = await evidenceStored({ dataDir: office.dir, mongodbUri: office.mongodbUri });
  return { files, chunks };
};

describe('a report with evidence', () => {
  it('holds none of it itself; a key holder sees each piece and reads each file', async () => {
    const pieces = [
      await pieceOf(text('ใบเสร็จ')),
      place,
      await pieceOf(AMR),
      await pieceOf(text('ต้นฉบับ'), [], true),
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
    const { id } = await office.file({ answers: withPieces([await pieceOf(text('ลับ'))]) });
    const wish = { caseId: id, number: 1 };
    expect(await expectedKey(() => office.casework.evidence(officer(), wish))).toBe('case-gone');
    await office.release();
    expect((await office.casework.evidence(officer(), wish)).name).toBe('document-01.txt');
    const accused = await office.file({
      answers: { ...withPieces([await pieceOf(text('ลับ'))]), unit: { of: 'unit', value: 'complaints' } },
    });
    await office.release();
    const theirs = { caseId: accused.id, number: 1 };
    expect(await expectedKey(() => office.casework.evidence(officer(), theirs))).toBe('case-gone');
    expect(
      await expectedKey(() => office.casework.evidence(officer(), { ...wish, caseId: randomId() })),
    ).toBe('case-gone');
  });

  it('is not filed while a file waits for the reporter’s choice, or when one is gone', async () => {
    const piece = await pieceOf(AMR);
    expect(undecidedIn([place, piece])).toEqual(piece);
    expect(await expectedKey(() => office.file({ answers: withPieces([piece]) }))).toBe('report-incomplete');
    const refused = decide([place, piece], piece.id, false);
    expect(refused).toEqual({ pieces: [place], drop: [piece.content] });
    await office.evidence.drop(refused.drop);
    expect(await stored()).toEqual({ files: 0, chunks: 0 });
    const kept = decide([piece], piece.id, true).pieces;
    expect(await expectedKey(() => office.file({ answers: withPieces(kept) }))).toBe('evidence-gone');
    expect(withoutPieces(kept, () => true).pieces).toEqual([]);
  });

  it('comes whole through a crash between any two steps, and is filed once', async () => {
    const answers = withPieces([await pieceOf(text('หนึ่ง')), await pieceOf(text('สอง'))]);
    const code = newCode();
    let left = 0;
    const crashing = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, name) {
          const value = Reflect.get(target, name, target) as unknown;
          if (typeof value !== 'function' || !['adopt', 'file'].includes(String(name))) return value;
          return async (...args: unknown[]) => {
            if ((left -= 1) < 0) throw new Error('crashed before');
            const done = await (value as (...args: unknown[]) => Promise<unknown>).apply(target, args);
            if ((left -= 1) < 0) throw new Error('crashed after');
            return done;
          };
        },
      });
    const { desk } = await office.through(
      crashing<CasePort>(office.port),
      crashing<EvidencePort>(office.store.evidence),
    );
    const attempt = () => desk.file({ kind: 'complaint', answers, lang: 'th', code });
    for (let steps = 0; steps < 4; steps += 1) {
      left = steps;
      await expect(attempt()).rejects.toThrow('crashed');
    }
    left = 4;
    const { caseId, already } = await attempt();
    expect(already).toBe(true); // the last crash was after the case was there
    await office.release();
    const view = await office.casework.open(officer(), caseId);
    expect(view.evidence).toHaveLength(2);
    expect(await read((await office.casework.evidence(officer(), { caseId, number: 2 })).read())).toBe('สอง');
    // And what was only nearly filed goes: nothing but the case's own files is left after the sweep.
    office.clock.advance(9 * DAY);
    await sweep();
    expect((await stored()).files).toBe(2);
  });

  const sweep = () => createEvidenceJob({ cases: office.port, evidence: office.evidence }).run();

  it('goes from the store with the case; what was never filed goes by day', async () => {
    const { id } = await office.file({ answers: withPieces([await pieceOf(text('หนึ่ง')), place]) });
    const draft = await pieceOf(text('สอง'));
    // Adopted, and then the process died: there is no case of this owner.
    await office.evidence.adopt([draft.content], randomId());
    await pieceOf(text('สาม'));
    expect((await stored()).files).toBe(3);
    await sweep();
    expect((await stored()).files).toBe(3);
    office.clock.advance(8 * DAY);
    await sweep();
    expect(await stored()).toEqual({ files: 1, chunks: 1 });
    await office.put(id, { status: 'concluded', due: '2026-11-30' });
    office.clock.advance(30 * DAY);
    const job = createErasureJob(office.erasing);
    await job.run();
    expect(await stored()).toEqual({ files: 0, chunks: 0 });
    expect(await office.port.get(id)).toBeUndefined();
  });
});

describe('erasing a case with files', () => {
  const erasure = (over: { cases?: Partial<CasePort>; evidence?: { erase: () => Promise<void> } } = {}) =>
    createErasureJob({
      ...office.erasing,
      cases: { ...office.port, ...over.cases },
      evidence: over.evidence ?? office.evidence,
    }).run();
  const sweep = () => createEvidenceJob({ cases: office.port, evidence: office.evidence }).run();
  const crash = () => Promise.reject(new Error('the process died'));

  async function due() {
    const { id, code } = await office.file({ answers: withPieces([await pieceOf(text('หนึ่ง'))]) });
    await office.release();
    await office.put(id, { status: 'concluded', outcome: 'unsubstantiated', due: '2026-11-30' });
    office.clock.advance(20 * DAY);
    return { id, code };
  }

  it('loses no file of one that is contested in that instant', async () => {
    const { id } = await due();
    await erasure({
      cases: {
        async erase(caseId, version) {
          await office.desk.write({ caseId, action: 'contest', id: randomId(), text: 'ยังไม่จบ' });
          return office.port.erase(caseId, version);
        },
      },
    });
    await sweep();
    await office.release();
    expect((await office.row(id)).status).toBe('contested');
    expect(await read((await office.casework.evidence(officer(), { caseId: id, number: 1 })).read())).toBe(
      'หนึ่ง',
    );
    expect(await office.gone.list()).toEqual([]); // a backup may bring it back
  });

  it('ends whole after a crash at any step', async () => {
    const { id } = await due();
    await expect(erasure({ cases: { erase: crash } })).rejects.toThrow('died');
    expect([await office.port.get(id), (await stored()).files]).toEqual([expect.anything(), 1]);
    await expect(erasure({ evidence: { erase: crash } })).rejects.toThrow('died');
    expect([await office.port.get(id), (await stored()).files]).toEqual([undefined, 1]);
    await erasure();
    await sweep();
    expect(await stored()).toEqual({ files: 0, chunks: 0 });
    const kinds = new Set((await office.gone.list()).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['case', 'mark']);
  });

  it('leaves nothing of a file that was sent in that instant', async () => {
    const { id: caseId } = await due();
    const files = [(await pieceOf(text('สอง'))).content];
    const port: EvidencePort = {
      ...office.store.evidence,
      async adopt(...given) {
        await erasure();
        return office.store.evidence.adopt(...given);
      },
    };
    const { desk, stopCleaning } = await office.through(office.port, port);
    const late = () => desk.write({ caseId, action: 'contest', id: randomId(), files });
    expect(await expectedKey(late)).toBe('case-gone');
    stopCleaning();
    expect((await stored()).files).toBe(1);
    office.clock.advance(8 * DAY);
    await sweep();
    expect(await stored()).toEqual({ files: 0, chunks: 0 });
  });
});

describe('what a reporter writes later', () => {
  it('can carry files, with or without words, which wait for the release hour like the words', async () => {
    const { id: caseId } = await office.file({ answers: withPieces([await pieceOf(text('แรก'))]) });
    await office.release();
    const writing = randomId();
    const files = [(await pieceOf(text('ต่อมา'))).content];
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
    const lost = [(await pieceOf(text('หาย'))).content];
    await office.evidence.drop(lost);
    const gone = () => office.desk.write({ caseId, action: 'add', id: randomId(), files: lost });
    expect(await expectedKey(gone)).toBe('evidence-gone');
  });
});
