import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { opensToNobody } from '../../src/cases/stranded.ts';
import { parseCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import { createErasureJob } from '../../src/jobs/erasure.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { edit } from '../audit/ledger-story.ts';
import { as, type Town } from '../cli/run-cli.ts';
import { complain, type Filed } from '../cli/town-under-test.ts';
import { startBackupTown, type BackupTown } from './backup-town.ts';

/** What the cases say that are filed before the backup. */
export const TOLD = 'กล้องจับภาพได้ตรงลานหน้าศาล';
/** Of who asked to be told, and of who takes alerts by LINE. */
export const ADDRESS = 'U0123456789abcdef0123456789abcdef';

/** Files reports without end, as reporters do while a backup is made, and says which codes have a receipt. */
const REPORTERS = `
  import { openWorkplace } from ${JSON.stringify(join(import.meta.dirname, '../../src/workplace.ts'))};
  import { newCode } from ${JSON.stringify(join(import.meta.dirname, '../../src/cases/tracking.ts'))};
  import { writeSync } from 'node:fs';
  const place = await openWorkplace(process.env);
  const answers = { text: { of: 'story', parts: [{ text: 'comment' }] } };
  for (;;) {
    const code = newCode();
    await place.cases.desk.file({ kind: 'comment', answers, lang: 'th', code });
    writeSync(1, code + '\\n');
  }
`;

export interface BusyTown extends BackupTown {
  /** The backup that was made while people filed. */
  backup: string;
  /** Codes with a receipt before it began. */
  before: TrackingCode[];
  kept: Filed;
  taken: Filed;
  erasedLater: Filed;
  erasedBefore: Filed;
  /** The item of a reporter's wish to be told. */
  subscription: string;
  /** Ends a case and erases it, as happens when its retention is over. */
  eraseOne(filed: Filed): Promise<void>;
}

/** Evidence as it lies in the store: chunks under a random name, owned by the case's locator. */
async function addFile(town: Town, name: string, owner: string | undefined): Promise<void> {
  const store = openSqliteStore(town.dir);
  await store.evidence.begin(name, '2026-11-25');
  for (const place of [0, 1]) await store.evidence.putChunk(name, place, Buffer.from(`${name} ${place}`));
  if (owner) await store.evidence.adopt([{ id: name, counts: 4096 }], owner, { files: 9, bytes: 9999 });
  await store.close();
}

async function eraseOne({ town, made, place }: BackupTown, filed: Filed): Promise<void> {
  const close = ['act', filed.id, 'decline', '--message', 'x', ...as(town, made, 'Head')];
  expect(await town.call('cases', close)).toMatchObject({ code: 0 });
  const later = { now: () => new Date('2040-01-01') };
  const { cases } = place.store;
  await createErasureJob({
    cases,
    evidence: place.cases.evidence,
    gone: place.accounts.gone,
    marks: place.accounts.markNotes,
    record: place.accounts.record,
    opensToNobody: (row) => opensToNobody(row, place.cases.integrity),
    tellRefused: (count) => expect(count).toBe(0),
    clock: later,
  }).run();
  expect(await cases.get(filed.id)).toBeUndefined();
}

/** Somebody takes alerts by mail and by LINE. */
async function linkAlerts({ place }: BackupTown, id: string): Promise<void> {
  const { links, addresses } = place.accounts.alerts;
  expect(await addresses.confirm(id, await addresses.propose(id, 'intake@example.com'))).toBe(true);
  const from = { line: ADDRESS, chat: 'chat', event: 'event' };
  expect(await links.typed(await links.begin(id), from)).toBe('linked');
}

/** People file without end, in a process of their own that dies in the middle of its work. */
function startReporters(town: Town) {
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', REPORTERS], {
    env: { PATH: process.env['PATH'], ...town.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const codes = () =>
    said
      .split('\n')
      .slice(0, -1)
      .map((line) => parseCode(line).code!);
  const some = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (codes().length >= 2) resolve();
    });
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    codes,
    some,
    async die() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A town with cases, evidence, drafts and somebody gone, and a backup that was made while people filed. */
export async function startBusyTown(): Promise<BusyTown> {
  const at = await startBackupTown();
  const { town, place } = at;
  const filed: Filed[] = [];
  for (let n = 0; n < 4; n += 1) filed.push(await complain(place, 'finance', TOLD));
  const [kept, taken, erasedLater, erasedBefore] = filed as [Filed, Filed, Filed, Filed];
  const wish = { caseId: kept.id, id: 'a'.repeat(32), address: ADDRESS, lang: 'th' as const };
  await place.cases.desk.notify(wish);
  const subscription = (await place.store.cases.get(kept.id))!.items.at(-2)!.id;
  const locator = async ({ id }: Filed) => (await place.store.cases.get(id))!.locator;
  await addFile(town, 'kept-file', await locator(kept));
  await addFile(town, 'erased-file', await locator(erasedLater));
  await addFile(town, 'draft-file', undefined);
  await place.store.inbox.accept([{ id: 'e', lane: 'l', payload: Buffer.from('waiting') }], '2026-11-25');
  await place.store.sessions.save({ lane: 'l', version: 1, sealed: Buffer.from('draft'), day: '2026-11-25' });
  await place.store.counters.add('question.unanswered', 3);
  await eraseOne(at, erasedBefore);
  await linkAlerts(at, at.idOf('Intake'));

  const reporters = startReporters(town);
  await reporters.some;
  const before = reporters.codes();
  // What was filed so far is of yesterday, and is entered.
  edit(town.dir, 'UPDATE item SET day = ?', addDays(dayOf(new Date()), -1));
  await place.accounts.ledger.enter(90);
  const backup = await at.makeBackup();
  const during = reporters.codes().length;
  while (reporters.codes().length === during) await new Promise((resolve) => setTimeout(resolve, 20));
  await reporters.die();
  return {
    ...at,
    ...{ backup, before, kept, taken, erasedLater, erasedBefore, subscription },
    eraseOne: (which) => eraseOne(at, which),
  };
}
