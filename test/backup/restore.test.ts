import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newShareWritten } from '../../src/accounts/new-shares.ts';
import { askedLine } from '../../src/accounts/proof.ts';
import type { Answers } from '../../src/cases/fields.ts';
import { newCode } from '../../src/cases/tracking.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { openWorkplace, type Workplace } from '../../src/workplace.ts';
import { edit, query, realMarksOf } from '../audit/ledger-story.ts';
import { as, type Town } from '../cli/run-cli.ts';
import type { BackupTown } from './backup-town.ts';
import { startBusyTown, TOLD, type BusyTown } from './busy-town.ts';

jest.setTimeout(300_000); // every filing costs a real derivation of its code

let at: BusyTown;
beforeAll(async () => {
  at = await startBusyTown();
});
afterAll(() => at.close());

/** As the page and the command do it; resolves to the new ones. */
async function replaceShares({ place, made }: BackupTown): Promise<string[]> {
  const { newShares } = place.accounts;
  const admin = { id: made.people.find(({ name }) => name === 'Admin')!.id };
  const [, one, two] = made.recovery.shares;
  let draft = await newShares.begin(admin, [one!.text, two!.text]);
  const fresh = draft.shares.map(({ text }) => text!);
  for (const text of fresh) draft = newShareWritten(draft, text.split('\n')[askedLine(text)]!)!;
  await newShares.finish(admin, draft);
  return fresh;
}

describe('restored in an empty place after more was erased and people left', () => {
  let next: Town;
  let restored: Workplace;
  let freshShares: string[];
  beforeAll(async () => {
    await at.eraseOne(at.erasedLater);
    const passphrase = at.made.people.find(({ name }) => name === 'Head')!.passphrase;
    const { worker: head } = await at.place.accounts.signIn.signIn('Head', passphrase);
    await at.place.cases.access.take(head, at.taken.id, at.idOf('Intake'));
    const admin = as(at.town, at.made, 'Admin');
    expect(await at.town.call('staff', ['disable', 'Citizen', ...admin])).toMatchObject({ code: 0 });
    expect(await at.town.call('staff', ['unit', 'Head', 'education', ...admin])).toMatchObject({ code: 0 });
    freshShares = await replaceShares(at);
    const { links } = at.place.accounts.alerts;
    await links.remove(at.idOf('Intake'));
    expect(await at.call(['list'])).toMatchObject({ code: 0, err: '' });
    next = at.newMachine();
    const key = at.town.file('identity.txt', at.identity);
    const args = [
      'restore',
      join(at.folder, at.backup),
      '--list',
      join(at.folder, 'gone.json'),
      '--identity-file',
      key,
    ];
    const ran = await at.call(args, undefined, next);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/not brought back: 1\n.*right: 2\n.*again: 1\n/);
    restored = await openWorkplace(next.env);
  });
  afterAll(async () => {
    await restored.close();
    next.remove();
  });

  it('opens the same cases to the same codes and to staff', async () => {
    for (const code of [at.kept.code, ...at.before]) {
      expect(await restored.cases.desk.track(code)).toBeDefined();
    }
    const open = await next.call('cases', ['open', at.kept.id, ...as(at.town, at.made, 'Intake')]);
    expect(open).toMatchObject({ code: 0 });
    expect(open.out).toContain(TOLD);
    const audit = await next.call('audit', ['verify', '--lang', 'en', ...as(at.town, at.made, 'Auditor')]);
    expect(audit.out).toContain('none changed');
    expect(audit).toMatchObject({ code: 0 });
  });

  it('nothing is missed by the ledger, not the case erased since either; what is deleted now is', async () => {
    const { ledger } = restored.accounts;
    const clean = { missing: 0, unentered: 0, early: 0 };
    expect((await ledger.check()).ledger).toMatchObject(clean);
    expect(realMarksOf(restored, next.dir).length).toBeGreaterThan(8);
    await restored.accounts.ledger.enter(90);
    expect((await ledger.check()).ledger).toMatchObject(clean);
    const [item] = query(next.dir, 'SELECT * FROM item WHERE case_id = ? LIMIT 1', at.taken.id);
    edit(next.dir, 'DELETE FROM item WHERE id = ?', item!['id'] as string);
    expect((await ledger.check()).ledger).toMatchObject({ ...clean, missing: 1 });
    const db = new DatabaseSync(join(next.dir, 'suetrong.sqlite'));
    db.prepare('INSERT INTO item (id, case_id, sealed, day) VALUES (?, ?, ?, ?)').run(
      ...(['id', 'case_id', 'sealed', 'day'].map((name) => item![name]) as string[]),
    );
    db.close();
  });

  it('links nobody’s LINE account again, and keeps mail addresses', async () => {
    const { links, addresses } = restored.accounts.alerts;
    const id = at.idOf('Intake');
    expect(await links.look(id)).toMatchObject({ linked: false, waiting: false });
    expect(await addresses.look(id)).toMatchObject({ address: 'intake@example.com' });
  });

  it('opens the recovery key with the shares of the backup’s day and with those made since: nobody is locked out', async () => {
    const { recovery } = restored.accounts;
    for (const [, one = '', two = ''] of [at.made.recovery.shares.map(({ text }) => text), freshShares])
      expect((await recovery.open([one, two])).id).toBe('recovery');
    expect(await recovery.lookAtShare(freshShares[0]!)).toBe('unknown');
    await expect(
      at.place.accounts.recovery.open(at.made.recovery.shares.map(({ text }) => text)),
    ).rejects.toMatchObject({
      reason: 'old',
    });
  });

  it('nor without the list of what is gone, which cannot tell that new ones were made', async () => {
    const bare = at.newMachine();
    const key = at.town.file('identity.txt', at.identity);
    const args = ['restore', join(at.folder, at.backup), '--without-list', '--identity-file', key];
    expect(await at.call(args, undefined, bare)).toMatchObject({ code: 0 });
    const there = await openWorkplace(bare.env);
    expect((await there.accounts.recovery.open(freshShares.slice(1))).id).toBe('recovery');
    await there.close();
    bare.remove();
  });

  it('takes new reports', async () => {
    const code = newCode();
    const answers: Answers = { text: { of: 'story', parts: [{ text: 'ใหม่' }] } };
    await restored.cases.desk.file({ kind: 'comment', answers, lang: 'th', code });
    expect(await restored.cases.desk.track(code)).toBeDefined();
  });

  it('keeps erased cases erased, but counted, and without their files', async () => {
    for (const { id, code } of [at.erasedBefore, at.erasedLater]) {
      expect(await restored.store.cases.get(id)).toBeUndefined();
      expect(await restored.cases.desk.track(code)).toBeUndefined();
    }
    const complaints = async (where: Workplace) =>
      (await where.store.cases.tally())
        .filter(({ kind }) => kind === 'complaint')
        .reduce((sum, { count }) => sum + count, 0);
    expect(await complaints(restored)).toBe(4);
    const store = openSqliteStore(next.dir);
    expect(Buffer.from((await store.evidence.readChunk('kept-file', 1))!).toString()).toBe('kept-file 1');
    for (const name of ['erased-file', 'draft-file'])
      expect(await store.evidence.readChunk(name, 0)).toBeUndefined();
    await store.close();
  });

  it('keeps the disabled out, and the moved from what was filed before', async () => {
    const citizen = await next.call('cases', ['list', ...as(at.town, at.made, 'Citizen')]);
    expect(citizen.code).toBe(1);
    const head = await next.call('cases', ['open', at.kept.id, ...as(at.town, at.made, 'Head')]);
    expect(head.code).toBe(1);
    expect(head.out).not.toContain(TOLD);
    const intake = await next.call('cases', ['open', at.taken.id, ...as(at.town, at.made, 'Intake')]);
    expect(intake.code).toBe(1);
    expect(intake.out).not.toContain(TOLD);
    const { wraps } = (await restored.store.cases.get(at.kept.id))!;
    expect(wraps.map(({ recipient }) => recipient)).toHaveLength(2); // the recovery key and Intake
  });

  it('remembers what is gone for the next restore', async () => {
    const kinds = (await restored.accounts.gone.list()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'mark')).toHaveLength(32); // two cases, each in lots of 16
    expect(kinds.filter((kind) => kind !== 'mark').sort()).toEqual([
      'access',
      'case',
      'case',
      'moved-key',
      'person',
      'share',
      'share',
      'share',
    ]);
  });
});
