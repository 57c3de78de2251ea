import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { runStore } from '../../src/cli/store.ts';
import { SetupError } from '../../src/errors.ts';
import { copyStore, type CopyReport } from '../../src/store/copy.ts';
import { openMongoTarget } from '../../src/store/copy-mongo.ts';
import { openSqliteSource } from '../../src/store/copy-sqlite.ts';
import { openMongoStore } from '../../src/store/mongo/mongo-store.ts';
import { lockDataDir } from '../../src/store/sqlite/server-lock.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { caseRow, expectSame, itemRef, itemRow } from './contract/case-rows.ts';
import { describeOnMongo } from './mongo-test-server.ts';
import { memoryIo } from '../cli/memory-io.ts';

const DAY = '2026-11-22';
const NOW = new Date('2026-11-22T03:00:00Z');
const event = (id: string, lane: string) => ({ id, lane, payload: Buffer.from(`payload ${id}`) });

type Installation = ReturnType<typeof openSqliteStore>;

/** Something of everything. */
async function fill(store: Installation): Promise<void> {
  await store.inbox.accept([event('z', 'x'), event('a', 'x'), event('m', 'y'), event('over', 'w')], DAY);
  await store.inbox.claim('me', NOW, 1000);
  await store.inbox.mark('z', 'me', 'sending');
  for (const id of ['m', 'over'])
    await store.inbox.claim('me', NOW, 1000).then((claim) => expect(claim?.id).toBe(id));
  await store.inbox.finish('over', 'me', 'expired');
  for (let n = 0; n < 5; n += 1) {
    await store.sessions.save({ lane: `lane ${n}`, version: 1, sealed: randomBytes(300), day: DAY });
    await store.people.save({ id: `p${n}`, version: 1, data: randomBytes(100) });
    await store.counters.add(`counter.${n}`, n);
    await store.settings.set(`setting ${n}`, randomBytes(n));
  }
  for (let n = 1; n <= 12; n += 1) {
    await store.audit.append({ sequence: n, day: DAY, entry: randomBytes(40), mac: randomBytes(32) });
  }
  for (let n = 0; n < 15; n += 1) {
    const items = [
      itemRef(`i${n}`, { once: n % 2 ? 'once' : undefined }),
      itemRef(`j${n}`, { ring: 'reporter' }),
    ];
    const facts = { status: n % 3 ? 'received' : 'concluded', outcome: n % 3 ? undefined : 'noted' };
    const row = caseRow(
      `c${n}`,
      { items, ...facts, staffRing: randomBytes(2000) },
      ['bob', 'ann'].slice(n % 2),
    );
    await store.cases.file(row, [itemRow(`i${n}`, `c${n}`), itemRow(`j${n}`, `c${n}`)], []);
  }
  await store.knowledge.save({ id: 'k', version: 1, data: randomBytes(50) });
  await store.questions.save({ id: 'k', version: 1, data: randomBytes(50) });
  await store.cases.erase('c0', 1);
  await store.cases.erase('c3', 1);
  await store.cases.putItem(itemRow('loose', 'none', { sealed: randomBytes(5000) }));
  for (const file of ['f', 'g']) {
    await store.evidence.begin(file, DAY);
    for (let n = 0; n < 11; n += 1)
      await store.evidence.putChunk(file, n, randomBytes(n === 3 ? 60_000 : 100));
  }
  await store.evidence.adopt([{ id: 'g', counts: 4096 }], 'c1', { files: 9, bytes: 9999 });
  await store.evidence.reserve(DAY, 77, 1000);
}

describeOnMongo('copy', (server) => {
  let dir: string;
  let database: string;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'suetrong-copy-'));
    database = server.newDatabase();
    const store = openSqliteStore(dir);
    await fill(store);
    await store.close();
  });
  afterEach(async () => {
    rmSync(dir, { recursive: true });
    await server.drop(database);
  });
  afterAll(() => server.dropAll());

  /** Copies; `onPut` is called before each page is stored, and may throw. */
  async function copy(onPut: () => void = () => undefined): Promise<{ report: CopyReport; again: string[] }> {
    const source = openSqliteSource(dir);
    const target = await openMongoTarget(server.uri, database);
    const again: string[] = [];
    try {
      const report = await copyStore(
        source,
        {
          ...target,
          put: (table, rows) => {
            onPut();
            return target.put(table, rows);
          },
        },
        (progress) => {
          if (progress.step === 'again') again.push(progress.table);
        },
      );
      return { report, again };
    } finally {
      await source.close();
      await target.close();
    }
  }

  async function expectEqualStores(): Promise<void> {
    const [from, to] = [openSqliteStore(dir), await openMongoStore(server.uri, { database })];
    const ids = Array.from({ length: 15 }, (_, n) => n);
    const view = async (store: Installation) => ({
      inbox: await store.inbox.tally(),
      sessions: await store.sessions.page(undefined, 100),
      counters: await store.counters.read(),
      people: await store.people.list(),
      rows: [await store.knowledge.list(), await store.questions.list()],
      settings: await Promise.all(ids.map((n) => store.settings.get(`setting ${n}`))),
      audit: await store.audit.page(0, 100),
      cases: await Promise.all(ids.map((n) => store.cases.get(`c${n}`))),
      items: await store.cases.readItems([...ids.flatMap((n) => [`i${n}`, `j${n}`]), 'loose']),
      queue: await store.cases.queue({ recipient: 'ann', limit: 100 }),
      tally: await Promise.all(
        [undefined, 'ann', 'bob'].map(async (who) =>
          (await store.cases.tally(who)).map((row) => JSON.stringify(Object.entries(row).sort())).sort(),
        ),
      ),
      chunks: await Promise.all(
        ['f', 'g'].flatMap((file) => ids.map((n) => store.evidence.readChunk(file, n))),
      ),
      held: await store.evidence.held('c1'),
      owners: await store.evidence.owners('2099-01-01', undefined, 10),
    });
    expectSame(await view(to), await view(from));
    await from.close();
    await to.close();
  }

  it('moves everything, so that the other store goes on where this one stopped', async () => {
    const { report, again } = await copy();
    expect(again).toEqual([]);
    expect(Object.fromEntries(Object.entries(report).map(([table, { rows }]) => [table, rows]))).toEqual({
      ...{
        setting: 5,
        person: 5,
        record: 2,
        audit: 12,
        counter: 5,
        quota: 1,
        evidence: 2,
        chunk: 22,
        item: 27,
      },
      ...{ erased: 3, case: 13, session: 5, inbox: 4 },
    });
    await expectEqualStores();
    const store = await openMongoStore(server.uri, { database });
    await store.inbox.accept([event('new', 'x'), event('over', 'w')], DAY);
    const order: string[] = [];
    for (let claim; (claim = await store.inbox.claim('me', NOW, 1000));) {
      order.push(`${claim.id} ${claim.attempt} ${claim.mark}`);
      await store.inbox.finish(claim.id, 'me', 'replied');
    }
    expect(order).toEqual(['z 2 sending', 'a 1 undefined', 'm 2 undefined', 'new 1 undefined']);
    expect(await store.evidence.reserve(DAY, 924, 1000)).toBe(false);
    await store.close();
  });

  it('goes on where it was cut off, wherever that was', async () => {
    let pages = 0;
    let cut = 0;
    const cutAfter = (stop: number) => {
      let left = stop;
      return () => {
        if ((left -= 1) < 0) throw ((cut += 1), new Error('cut'));
        pages += 1;
      };
    };
    for (let done = false; !done;) {
      await copy(cutAfter(3)).then(
        () => (done = true),
        (error: Error) => expect(error.message).toBe('cut'),
      );
      const opened = await openMongoStore(server.uri, { database }).catch((error: unknown) => error);
      if (done) await (opened as Awaited<ReturnType<typeof openMongoStore>>).close();
      else expect(opened).toBeInstanceOf(SetupError); // no server runs on half a copy
    }
    expect(cut).toBeGreaterThan(4);
    expect(pages).toBeLessThan(cut * 3 + 4); // nothing was copied twice
    await expectEqualStores();
  }, 60_000);

  it('notices what changed between two runs, and copies that again', async () => {
    let left = 14;
    await copy(() => {
      if ((left -= 1) < 0) throw new Error('cut');
    }).catch(() => undefined);
    const store = openSqliteStore(dir);
    await store.settings.set('setting 1', Buffer.from('changed'));
    await store.people.save({ id: 'p0', version: 2, data: Buffer.from('changed') });
    await store.cases.replace(caseRow('c1', { version: 2, items: [itemRef('j1')] }));
    await store.close();
    const { again } = await copy();
    expect(again).toEqual(expect.arrayContaining(['setting', 'person']));
    await expectEqualStores();
  }, 60_000);

  it('touches no target that is in use, and none that is done', async () => {
    const store = await openMongoStore(server.uri, { database });
    await store.counters.add('here before', 1);
    await expect(copy()).rejects.toThrow('used');
    expect(await store.counters.read()).toEqual({ 'here before': 1 });
    await store.close();
    await server.drop(database);
    await copy();
    await expect(copy()).rejects.toThrow('done');
  });

  const target = () => server.uri.replace(/\/[^/]*$/, `/${database}`);

  it('by command: survives kill -9, goes on, and says what it compared', async () => {
    let killed = 0;
    for (const lines of [1, 4, 9]) {
      const child = spawn(
        process.execPath,
        ['--no-warnings', 'src/cli/store.ts', 'copy', '--to', target(), '--data-dir', dir],
        { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.split('\n').length > lines) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.on('close', (_, signal) => resolve((killed += signal ? 1 : 0))));
    }
    expect(killed).toBe(3);
    const { io, said } = memoryIo({});
    expect(await runStore(['copy', '--to', target(), '--data-dir', dir, '--lang', 'en'], io)).toBe(0);
    expect(said.out).toMatch(/case: 13 rows, the same on both sides/);
    expect(said.out + said.err).not.toContain('mongodb://');
    await expectEqualStores();
  }, 60_000);

  it('by command: refuses beside a running server, without an installation, and says how it is used', async () => {
    const { io, said } = memoryIo({});
    const unlock = lockDataDir(dir);
    expect(await runStore(['copy', '--to', target(), '--data-dir', dir], io)).toBe(1);
    expect(said.err).toMatch(/already runs/);
    unlock();
    expect(await runStore(['copy', '--to', target(), '--data-dir', join(dir, 'none')], io)).toBe(1);
    expect(await runStore(['copy', '--data-dir', dir], io)).toBe(2);
    expect(await runStore(['paste', '--to', target()], io)).toBe(2);
    expect(await runStore(['--help', '--lang', 'en'], io)).toBe(0);
    expect(said.out).toMatch(/npm run store -- copy/);
    await expect(copy()).resolves.toBeDefined(); // nothing had been begun
  });
});
