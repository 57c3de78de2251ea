import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeIssue, loadAgency } from '../../src/ita/dataset.ts';
import { parseYaml } from '../../src/ita/read-yaml.ts';
import { checkDataset } from '../../src/ita/references.ts';
import { datasetSchema } from '../../src/ita/schema.ts';
import { createI18n } from '../../src/i18n.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { agencyDirs } from './spoiled-agency.ts';

const { t } = createI18n();
const dirs = agencyDirs();

describe('hostile files', () => {
  const NASTY = [
    '',
    '&a [*a]',
    '{',
    ']',
    '- ',
    ': ',
    '!!js/function x',
    '\u0000',
    '\t',
    'null',
    '5',
    '.nan',
    '.inf',
    '"',
    '__proto__: {}',
    '<<: *x',
    '? [a]',
    '|',
    '1e999',
  ];

  it('end in issues or in data, never in a crash', async () => {
    const { agency } = await loadAgency(MUEANG_PHON);
    const text = await (await dirs.copied()).read('ita-2562.yaml');
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(60),
        fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 20 })),
        (at, length, put) => {
          const read = parseYaml(
            'ita-2562.yaml',
            text.slice(0, at) + put + text.slice(at + length),
            datasetSchema,
          );
          if (read.ok) return checkDataset(read.value, agency, 'ita-2562.yaml', read.locate).length >= 0;
          return (
            read.issues.length > 0 &&
            read.issues.every((issue) => describeIssue(issue, 'en', t).startsWith('ita-2562.yaml'))
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('do not explode: aliases of aliases and endless files are refused', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`),
    ].join('\n');
    const key = (text: string) => {
      const read = parseYaml('x.yaml', text, datasetSchema);
      return read.ok ? 'ok' : read.issues[0]?.key;
    };
    expect(key(bomb)).toBe('too-many-aliases');
    expect(key('#'.repeat(2_000_001))).toBe('too-large');
    expect(key('')).toBe('missing');
  });
});
