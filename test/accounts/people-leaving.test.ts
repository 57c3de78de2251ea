import { describe, expect, it } from '@jest/globals';
import { mayOpen } from '../../src/cases/conflict.ts';
import { recipientsFor } from '../../src/cases/eligible.ts';
import { treeOf } from './accounts-under-test.ts';
import { expectedKey } from '../support/expected-key.ts';
import { book, foundedOffice, NEW } from './founded-office.ts';

const at = foundedOffice();

describe('changing units', () => {
  it('retires the key’s name and asks for confirmation again; passphrase and fingerprint stay', async () => {
    const before = await at.worker('Intake');
    const shown = (await at.accounts.people.find('Intake'))!.fingerprint;
    const moved = await at.accounts.people.move(await at.worker('Admin'), before.id, { unit: 'finance' });
    expect(moved).toMatchObject({ unit: 'finance', key: 'pending', fingerprint: shown, intake: true });
    const after = await at.worker('Intake');
    expect(after.key.identity).toBe(before.key.identity);
    expect(after.key.id).not.toBe(before.key.id);
    await at.accounts.people.confirm(await at.worker('Head'), before.id, shown);
    const row = (await at.accounts.people.colleagues()).find(({ id }) => id === before.id)!.recipient!;
    expect(row.id).toBe(after.key.id);
  });

  it('follows the conflict rule for every pair of units', async () => {
    const tree = treeOf(at.office.agency);
    const admin = await at.worker('Admin');
    const id = await at.idOf('Intake');
    const passed: string[] = [];
    for (const own of at.office.agency.units) {
      const moved = await at.accounts.people.move(admin, id, { unit: own.id });
      await at.accounts.people.confirm(await at.worker('Head'), id, moved.fingerprint);
      const colleague = (await at.accounts.people.colleagues()).find((each) => each.id === id)!;
      for (const accused of at.office.agency.units) {
        const to = recipientsFor(
          { kind: 'complaint', unit: accused.id, exclude: [] },
          [colleague],
          tree,
          book,
        );
        const related = tree.onOneLine(own.id, accused.id);
        expect([own.id, accused.id, to.length]).toEqual([own.id, accused.id, related ? 0 : 1]);
        if (to.length > 0) passed.push(own.id);
      }
    }
    expect(new Set(passed).size).toBeGreaterThan(5); // the loop saw both answers
  });

  it('knows no unit for people from outside, who are in nobody’s line', async () => {
    const moved = await at.accounts.people.move(await at.worker('Admin'), await at.idOf('Intake'), {
      outside: true,
    });
    expect(moved.unit).toBe('outside');
    const colleague = (await at.accounts.people.colleagues()).find(({ id }) => id === moved.id)!;
    const whole = { kind: 'complaint', unit: 'whole', exclude: [] } as const;
    expect(mayOpen(colleague, whole, treeOf(at.office.agency))).toBe(true);
  });
});

describe('leaving and losing', () => {
  it('disabling stops sign-in and new cases at once, and cannot be done to oneself', async () => {
    const admin = await at.worker('Admin');
    expect(await expectedKey(() => at.accounts.people.disable(admin, admin.id))).toBe('not-yourself');
    await at.accounts.people.disable(admin, await at.idOf('Intake'));
    expect(await expectedKey(() => at.worker('Intake'))).toBe('sign-in-failed');
    const colleagues = await at.accounts.people.colleagues();
    const comment = { kind: 'comment', unit: 'finance', exclude: [] } as const;
    expect(recipientsFor(comment, colleagues, treeOf(at.office.agency), book)).toHaveLength(2);
    // The name is free again for a successor.
    await at.accounts.people.add(admin, { ...NEW, name: 'Intake' }, 'en');
  });

  it('a new passphrase replaces the old one and its key', async () => {
    const admin = await at.worker('Admin');
    const before = await at.worker('Intake');
    const fresh = await at.accounts.people.renew(admin, before.id, 'th');
    expect(await expectedKey(() => at.worker('Intake'))).toBe('sign-in-failed');
    const { worker: after, person } = await at.accounts.signIn.signIn('Intake', fresh.passphrase);
    expect(after.key.identity).not.toBe(before.key.identity);
    expect(after.key.id).not.toBe(before.key.id);
    expect(person.key).toBe('pending');
  });
});
