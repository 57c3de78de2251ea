import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { recipientOf } from '../../src/cases/age.ts';
import { createCodeDerivation } from '../../src/cases/code-derivation/derive.ts';
import { createIntegrity } from '../../src/cases/integrity.ts';
import { createKeyRings } from '../../src/cases/key-ring.ts';
import {
  createRecipientBook,
  fingerprint,
  staffRecipientShape,
  trustRecovery,
} from '../../src/cases/recipients.ts';
import { combineShares } from '../../src/cases/recovery.ts';
import { ringShape } from '../../src/cases/ring.ts';
import { createSealer, ITEM_KINDS, sealedItemShape } from '../../src/cases/seal.ts';
import { parseCode } from '../../src/cases/tracking.ts';

/**
 * A case that this software sealed once and for all (`vectors/v1.json`). While these tests pass, what municipalities
 * have stored still opens. A new format gets a new file beside it; this one is never made again.
 */
const vectorShape = z.object({
  integrityKey: z.string(),
  officer: z.string(),
  recovery: z.string(),
  code: z.string(),
  salt: z.instanceof(Uint8Array),
  pepper: z.string(),
  cost: z.object({ memoryKiB: z.number(), passes: z.number(), parallelism: z.number() }),
  locator: z.string(),
  title: z.string(),
  staffRecipient: staffRecipientShape,
  recoveryRecipient: z.string(),
  recoveryFingerprint: z.string(),
  shares: z.array(z.string()).length(3),
  staffRing: ringShape,
  reporterRing: ringShape,
  items: z.array(z.object({ body: z.string(), item: sealedItemShape })),
});
const toBytes = (_: string, value: { base64?: string } | null) =>
  typeof value?.base64 === 'string' ? Uint8Array.from(Buffer.from(value.base64, 'base64')) : value;
const vector = vectorShape.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', 'v1.json'), 'utf8'), toBytes),
);

const integrity = createIntegrity(vector.integrityKey);
const rings = createKeyRings(integrity);
const sealer = createSealer(integrity);
const officer = { id: 'officer-1', identity: vector.officer };

async function reporterKey() {
  const { code } = parseCode(vector.code);
  if (!code) throw new Error('the vector’s code does not read');
  const [keys] = await createCodeDerivation(vector)(code);
  return keys;
}

describe('the case sealed by the first version', () => {
  it('has a recipient row and a recovery key that are still trusted', async () => {
    const trusted = createRecipientBook(integrity).trust(vector.staffRecipient);
    expect(trusted.ageRecipient).toBe(await recipientOf(vector.officer));
    expect(fingerprint(vector.recoveryRecipient)).toBe(vector.recoveryFingerprint);
    expect(trustRecovery(vector.recoveryRecipient, vector.recoveryFingerprint).id).toBe('recovery');
  });

  it('is found and opened by its code', async () => {
    const { locator, identity } = await reporterKey();
    expect(locator).toBe(vector.locator);
    const at = { caseId: 'vector_1', ring: 'reporter' } as const;
    expect(await rings.openRing(vector.reporterRing, at, { id: 'reporter', identity })).toMatchObject({
      title: '',
    });
  });

  it.each(vector.items)('still opens: $item.kind', async ({ body, item }) => {
    const ring = ITEM_KINDS[item.kind];
    const key = ring === 'staff' ? officer : { id: 'reporter', identity: (await reporterKey()).identity };
    const stored = ring === 'staff' ? vector.staffRing : vector.reporterRing;
    const open = await rings.openRing(stored, { caseId: 'vector_1', ring }, key);
    const { kind, sequence } = item;
    const opened = await sealer.openItem(item, { caseId: 'vector_1', kind, sequence }, open);
    expect(Buffer.from(opened).toString('utf8')).toBe(body);
  });

  it('covers every kind of item that version 1 began with', () => {
    expect(vector.items).toHaveLength(7);
  });

  it('still opens with any two recovery shares, title and all', async () => {
    for (const missing of [0, 1, 2]) {
      const { identity } = await combineShares(vector.shares.filter((_, index) => index !== missing));
      expect(identity).toBe(vector.recovery);
    }
    const wrap = vector.staffRing.wraps.find(({ recipientId }) => recipientId === 'recovery');
    if (!wrap) throw new Error('no wrap');
    const at = { caseId: 'vector_1', generation: 1 };
    expect(await rings.openTitle(wrap, at, { id: 'recovery', identity: vector.recovery })).toBe(vector.title);
  });
});
