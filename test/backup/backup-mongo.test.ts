import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, jest } from '@jest/globals';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import { openWorkplace } from '../../src/workplace.ts';
import { newTown, setUpTown, type Town } from '../cli/run-cli.ts';
import { describeOnMongo } from '../store/mongo-test-server.ts';

jest.setTimeout(120_000);

const SECRETS = Object.fromEntries(
  ['APP_SECRET', 'CODE_PEPPER', 'STAFF_PEPPER', 'INTEGRITY_KEY'].map((name) => [name, `${name}-`.repeat(4)]),
);

describeOnMongo('backup on MongoDB', (server) => {
  const uri = (database: string) =>
    Object.assign(new URL(server.uri), { pathname: `/${database}` }).toString();
  const towns: Town[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'suetrong-backups-'));
  afterAll(async () => {
    for (const town of towns) town.remove();
    rmSync(folder, { recursive: true });
    await server.dropAll();
  });
  const townOn = (settings: Record<string, string>) => {
    const town = newTown({ ...SECRETS, BACKUP_DIR: folder, ...settings });
    towns.push(town);
    return town;
  };

  it('comes from MongoDB and goes to MongoDB and to the embedded store, without what was erased since', async () => {
    const from = townOn({ MONGODB_URI: uri(server.newDatabase()) });
    await setUpTown(from);
    const { recipient, identity } = JSON.parse(
      (await from.call('backup', ['keygen', '--json'])).out,
    ) as Record<'recipient' | 'identity', string>;
    const place = await openWorkplace(from.env);
    const codes: TrackingCode[] = [];
    const ids: string[] = [];
    for (const text of ['หนึ่ง', 'สอง']) {
      const code = newCode();
      const answers = { text: { of: 'story' as const, parts: [{ text }] } };
      const { caseId } = await place.cases.desk.file({ kind: 'comment', answers, lang: 'th', code });
      codes.push(code);
      ids.push(caseId);
    }
    const store = await openMongoStore(from.env['MONGODB_URI']!);
    const { locator } = (await store.cases.get(ids[0]!))!;
    await store.evidence.begin('file', '2026-11-25');
    await store.evidence.putChunk('file', 0, Buffer.from('zero'));
    await store.evidence.putChunk('file', 1, Buffer.from('one'));
    await store.evidence.adopt([{ id: 'file', counts: 4096 }], locator, { files: 9, bytes: 9999 });
    await store.close();

    const made = await from.call('backup', ['make'], '', { BACKUP_RECIPIENT: recipient });
    expect(made).toMatchObject({ code: 0, err: '' });
    await place.accounts.gone.note('case', ids[1]!);
    await place.store.cases.erase(ids[1]!, 1);
    expect(await from.call('backup', ['list'])).toMatchObject({ code: 0 });
    await place.close();

    const backup = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.age'))!,
    );
    const key = from.file('key.txt', identity);
    const restore = ['restore', backup, '--list', join(folder, 'gone.json'), '--identity-file', key];
    for (const settings of [{ MONGODB_URI: uri(server.newDatabase()) }, { MONGODB_URI: '' }]) {
      const to = townOn(settings);
      expect(await to.call('backup', restore)).toMatchObject({ code: 0, err: '' });
      expect(await to.call('backup', restore)).toMatchObject({ code: 1 }); // not empty any more
      const restored = await openWorkplace(to.env);
      expect(await restored.cases.desk.track(codes[0]!)).toBeDefined();
      expect(await restored.cases.desk.track(codes[1]!)).toBeUndefined();
      const tally = await restored.store.cases.tally();
      expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(2);
      expect((await restored.accounts.audit.verify()).ok).toBe(true);
      await restored.close();
      if (settings.MONGODB_URI) {
        const there = await openMongoStore(settings.MONGODB_URI);
        expect(Buffer.from((await there.evidence.readChunk('file', 1))!).toString()).toBe('one');
        await there.close();
      }
    }
  });
});
