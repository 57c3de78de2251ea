import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Received } from '../../../src/cases/evidence/arrivals.ts';
import { copiesOf } from '../../../src/cases/evidence/contents.ts';
import { EVIDENCE_TYPES, typeOf } from '../../../src/cases/evidence/types.ts';
import { found } from '../../cleaning/corpus/needles.ts';
import { SPECIMENS } from '../../cleaning/corpus/specimens.ts';
import { createBench, type Bench } from './bench.ts';

let bench: Bench;
const ends = new Map<string, Promise<{ original: Buffer; received: Received }>>();

beforeAll(async () => {
  bench = await createBench({ cleaning: { waiting: 100 } });
  // All at once: several files sent together must not mix.
  for (const { name, make } of SPECIMENS) {
    const end = async () => {
      const original = await make();
      return { original, received: await bench.receive(original) };
    };
    ends.set(name, end());
  }
});
afterAll(async () => {
  await Promise.allSettled(ends.values());
  await bench.close();
}, 120_000);

describe('the corpus', () => {
  it('has a file of every type that is taken', () => {
    const taken = EVIDENCE_TYPES.filter(({ policy, id }) => policy.do !== 'refused' && id !== 'zip');
    const made = new Set(
      SPECIMENS.map(({ fate }) => ('cleaned' in fate ? fate.cleaned : 'told' in fate ? fate.as : '')),
    );
    expect(taken.map(({ id }) => id).filter((id) => !made.has(id))).toEqual(['avif', 'mov']); // become JPEG and MP4
  });

  it.each(SPECIMENS)(
    '$name ends as the table says, and keeps nothing hidden',
    async ({ name, fate, hidesNothing }) => {
      const { original, received } = (await ends.get(name))!;
      if (!hidesNothing) expect(found(original)).not.toEqual([]); // the search can find it
      if ('problem' in fate) {
        const problem = received.kind === 'problem' ? received.problem : received.kind;
        expect([fate.problem].flat()).toContain(problem);
        return;
      }
      if ('told' in fate) {
        expect(received).toMatchObject({ kind: 'consent', why: fate.told, content: { told: fate.told } });
        const [copy, ...more] = received.kind === 'problem' ? [] : copiesOf(received.content);
        expect([copy!.type, more]).toEqual([fate.as, []]);
        expect((await bench.read(copy!)).equals(original)).toBe(true);
        return;
      }
      expect(received).toMatchObject({ kind: 'kept', content: { is: 'file' } });
      const [copy, ...more] = received.kind === 'problem' ? [] : copiesOf(received.content);
      expect([copy!.type, more]).toEqual([fate.cleaned, []]);
      const kept = await bench.read(copy!);
      expect(found(kept)).toEqual([]);
      // What was written begins as what it says it is. Sound alone lies in the containers of films.
      const type = typeOf(kept.subarray(0, 4096))!;
      const alike: Record<string, string> = {
        docx: 'zip',
        xlsx: 'zip',
        pptx: 'zip',
        m4a: 'mp4',
        weba: 'webm',
      };
      expect(type.id).toBe(alike[copy!.type] ?? copy!.type);
    },
    120_000,
  );

  it('is nowhere on the disk in plain', async () => {
    await Promise.allSettled(ends.values());
    const names = readdirSync(bench.dir);
    expect(names).toContain('evidence.sqlite');
    for (const name of names)
      expect([name, found(readFileSync(join(bench.dir, name)), 0)]).toEqual([name, []]);
  }, 120_000);
});
