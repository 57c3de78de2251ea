import { expect } from '@jest/globals';
import type { CaseRow, ItemRef, ItemRow } from '../../../src/store/ports.ts';

/** A case that everybody in `wrapsFor` may see; wraps in the order of the ids. */
export function caseRow(id: string, change: Partial<CaseRow> = {}, wrapsFor = ['ann', 'bob']): CaseRow {
  return {
    id,
    version: 1,
    locator: `locator of ${id}`,
    kind: 'complaint',
    category: 'bribe',
    unit: 'works',
    status: 'received',
    received: '2026-11-20',
    due: '2026-12-05',
    since: '2026-11-20',
    unread: true,
    shown: true,
    waiting: false,
    staffRing: Buffer.from(`staff ring of ${id}`),
    reporterRing: Buffer.from(`reporter ring of ${id}`),
    generation: 1,
    wraps: wrapsFor.map((recipient) => ({ recipient, wrap: wrapOf(id, recipient) })),
    items: [],
    ...change,
  };
}

export const wrapOf = (id: string, recipient: string) => Buffer.from(`wrap of ${id} for ${recipient}`);

export const itemRow = (id: string, caseId: string, change: Partial<ItemRow> = {}): ItemRow => ({
  id,
  caseId,
  sealed: Buffer.from(`sealed ${id}`),
  day: '2026-11-20',
  ...change,
});

export const itemRef = (id: string, change: Partial<ItemRef> = {}): ItemRef => ({
  id,
  ring: 'staff',
  sequence: 0,
  pending: false,
  size: 1024,
  ...change,
});

/** Compares rows by content, whichever kind of byte array an adapter returns; absent and undefined are the same. */
export function expectSame(actual: unknown, expected: unknown): void {
  expect(readable(actual)).toEqual(readable(expected));
}

function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
