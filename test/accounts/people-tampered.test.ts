import { describe, expect, it } from '@jest/globals';
import { flipped, sealReason } from '../cases/people.ts';
import { foundedOffice } from './founded-office.ts';

const at = foundedOffice();

describe('a database that somebody wrote to', () => {
  const rewrite = async (name: string, change: (row: Buffer) => Uint8Array) => {
    const row = (await at.office.store.people.get(await at.idOf(name)))!;
    await at.office.store.people.save({
      id: row.id,
      version: row.version + 1,
      data: change(Buffer.from(row.data)),
    });
  };
  const inText = (from: string, to: string) => (row: Buffer) => {
    const at = row.indexOf(from);
    if (at < 0) throw new Error(`no ${from} in the row`);
    return Buffer.concat([row.subarray(0, at), Buffer.from(to), row.subarray(at + Buffer.byteLength(from))]);
  };

  it.each([
    ['a unit', 'complaints', 'education'],
    ['being from outside', '"outside":false', '"outside":true'],
    ['a role', '"role":"officer"', '"role":"head"'],
    ['being active', '"active":true', '"active":null'],
    ['a public key', 'age1pq1', 'age1pq2'],
  ])('is refused when %s was changed', async (_what, from, to) => {
    await rewrite('Intake', inText(from, to));
    expect(await sealReason(() => at.accounts.people.colleagues())).toBe('tampered');
    expect(await sealReason(() => at.accounts.people.list())).toBe('tampered');
    expect(await sealReason(() => at.accounts.signIn.signIn('Head', at.passphrases['Head']!))).toBe(
      'tampered',
    );
  });

  it('is refused at any changed byte', async () => {
    const id = await at.idOf('Intake');
    const row = (await at.office.store.people.get(id))!;
    const length = row.data.byteLength;
    let version = row.version;
    for (const place of [0, 1, 32, 33, 40, Math.floor(length / 2), length - 1]) {
      await at.office.store.people.save({ id, version: (version += 1), data: flipped(row.data, place) });
      expect([place, await sealReason(() => at.accounts.people.colleagues())]).toEqual([place, 'tampered']);
    }
    await at.office.store.people.save({ id, version: (version += 1), data: row.data.slice(0, 20) });
    expect(await sealReason(() => at.accounts.people.colleagues())).toBe('tampered');
  });

  it('is refused when a row lies under another id, or was written without the key', async () => {
    const row = (await at.office.store.people.get(await at.idOf('Citizen')))!;
    await at.office.store.people.save({ id: 'ffffffffffffffff', version: 1, data: row.data });
    expect(await sealReason(() => at.accounts.people.colleagues())).toBe('tampered');
    const stranger = await at.office.reopen({ integrityKey: 'another key that is long enough, really' });
    expect(await sealReason(() => stranger.people.list())).toBe('tampered');
  });
});

it('holds no passphrase and no open identity anywhere in the store', async () => {
  const { worker: head } = await at.accounts.signIn.signIn('Head', at.passphrases['Head']!);
  const rows = await at.office.store.people.list();
  const foundation = await at.office.store.settings.get('foundation');
  const lines = await at.office.store.audit.page(0, 1000);
  const all = Buffer.concat([
    ...rows.map(({ data }) => data),
    foundation!,
    ...lines.map(({ entry }) => entry),
  ]).toString('latin1');
  expect(all).toContain('age1pq1');
  expect(all).not.toContain(head.key.identity);
  expect(all).not.toContain('AGE-SECRET-KEY');
  for (const passphrase of Object.values(at.passphrases)) {
    for (const word of passphrase.split(' ')) expect(all).not.toContain(` ${word} `);
    expect(all).not.toContain(passphrase.replaceAll(' ', ''));
  }
});
