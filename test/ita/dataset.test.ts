import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DataError,
  datasetOf,
  describeIssue,
  findIndicator,
  findItem,
  findQuestion,
  formatScore,
  gradeOf,
  itemsOf,
  latestDataset,
  loadAgency,
  measuresOfUnit,
  partScore,
  questionsOf,
  sectionName,
  weightedOverall,
  type AgencyData,
  type Dataset,
} from '../../src/ita/dataset.ts';
import { parseYaml } from '../../src/ita/read-yaml.ts';
import { checkDataset } from '../../src/ita/references.ts';
import { datasetSchema } from '../../src/ita/schema.ts';
import { createI18n } from '../../src/i18n.ts';
import {
  copyOfMueangPhon,
  MUEANG_PHON,
  smallAgency,
  writeAgency,
  type AgencyDir,
} from '../support/agency-dir.ts';

const { t } = createI18n();
let data: AgencyData;
let result: Dataset;
const dirs: AgencyDir[] = [];

beforeAll(async () => {
  data = await loadAgency(MUEANG_PHON);
  result = latestDataset(data);
});
afterEach(async () => {
  for (const dir of dirs.splice(0)) await dir.remove();
});

async function spoiled(): Promise<AgencyDir> {
  const dir = await copyOfMueangPhon();
  dirs.push(dir);
  return dir;
}

async function errorOf(dir: AgencyDir): Promise<DataError> {
  const error: unknown = await loadAgency(dir.dir).catch((caught: unknown) => caught);
  if (!(error instanceof DataError)) throw new Error('expected a DataError');
  return error;
}

describe('the sample agency', () => {
  it('holds the printed result of both years', () => {
    expect(data.datasets.map(({ year }) => year)).toEqual([2563, 2562]);
    expect(formatScore(result.overall.score)).toBe('60.88');
    expect(result.overall.grade).toBe('D');
    expect(result.indicators.map(({ score }) => formatScore(score))).toEqual([
      '88.99',
      '82.30',
      '84.20',
      '77.53',
      '80.89',
      '86.43',
      '86.64',
      '85.17',
      '38.63',
      '12.50',
    ]);
    const before = datasetOf(data, 2562);
    expect(before?.overall.grade).toBe('B');
    expect(before?.indicators.map(({ score }) => formatScore(score))).toEqual([
      '88.91',
      '81.98',
      '81.78',
      '79.53',
      '82.98',
      '85.04',
      '87.83',
      '81.37',
      '87.50',
      '81.25',
    ]);
    expect(datasetOf(data, 2564)).toBeUndefined();
  });

  it('holds the 24 printed questions under the codes their section gives them', () => {
    const codes = (indicator: number) => questionsOf(result, indicator).map(({ code }) => code);
    expect(codes(2)).toEqual(['I7', 'I8', 'I9', 'I10', 'I11', 'I12']);
    expect(codes(3)).toEqual(['I13', 'I14', 'I15', 'I16', 'I17', 'I18']);
    expect(codes(4)).toEqual(['I19', 'I20', 'I21', 'I22', 'I23', 'I24']);
    expect(codes(5)).toEqual(['I25', 'I26', 'I27', 'I28', 'I29', 'I30']);
    expect(result.questions).toHaveLength(24);
    expect(findQuestion(result, 'I7')?.score).toBe(67.9);
    expect(findQuestion(result, 'I17')?.score).toBe(96.12);
    expect(findQuestion(result, 'I25')?.score).toBe(83.47);
    expect(findQuestion(result, 'I30')?.score).toBe(75);
    expect(findQuestion(result, 'I1')).toBeUndefined();
  });

  it('holds all 43 items in order, with a remark at every zero', () => {
    expect(result.items.map(({ code }) => code)).toEqual(Array.from({ length: 43 }, (_, at) => `O${at + 1}`));
    expect(itemsOf(result, 9)).toHaveLength(33);
    expect(itemsOf(result, 10)).toHaveLength(10);
    const full = result.items.filter(({ score }) => score === 100).map(({ code }) => code);
    expect(full.join(' ')).toBe('O1 O2 O3 O4 O5 O6 O7 O8 O10 O12 O13 O14 O18 O22 O30 O32 O40 O41');
    for (const item of result.items) if (item.score === 0) expect(item.remarks.length).toBeGreaterThan(0);
    expect(findItem(result, 'O23')?.remarks.map(({ kind }) => kind)).toEqual([
      'period-missing',
      'no-access-path',
    ]);
    const kinds = new Set(result.remarkKinds.map(({ id }) => id));
    for (const item of result.items) for (const { kind } of item.remarks) expect(kinds).toContain(kind);
  });

  it('names responsible units that exist, and the steps they are named for', () => {
    expect(result.measures.map(({ indicator }) => indicator)).toEqual([2, 3, 4, 5, 9, 10]);
    const power = result.measures.find(({ indicator }) => indicator === 3);
    expect(power?.steps.map(({ units, everyUnit }) => [units, everyUnit])).toEqual([
      [['office-of-the-clerk'], false],
      [['office-of-the-clerk'], false],
      [[], true],
    ]);
    const finance = measuresOfUnit(result, data.agency, 'finance').map(({ indicator }) => indicator);
    expect(finance).toEqual([2, 3, 4]);
    expect(result.monitoring?.intervalsMonths).toEqual([3, 6]);
  });

  it('derives what the report does not print', () => {
    expect(partScore(result, 'IIT')).toBe(82.78);
    expect(partScore(result, 'EIT')).toBe(86.08);
    expect(partScore(result, 'OIT')).toBe(25.57);
    expect(weightedOverall(result)).toBe(60.88);
    expect(gradeOf(result, 60.88)).toBe('D');
    expect(
      [100, 95, 94.99, 85, 84.99, 75, 65, 55, 54.99, 50, 49.99, 0].map((s) => gradeOf(result, s)),
    ).toEqual(['AA', 'AA', 'A', 'A', 'B', 'B', 'C', 'D', 'E', 'E', 'F', 'F']);
  });

  it('keeps every text in both languages, in the right script, without Thai digits or titles of persons', async () => {
    const texts: { th: string; en: string }[] = [];
    const walk = (value: unknown) => {
      if (value === null || typeof value !== 'object') return;
      const { th, en } = value as Record<string, unknown>;
      if (typeof th === 'string' && typeof en === 'string') texts.push({ th, en });
      for (const inner of Object.values(value)) walk(inner);
    };
    walk(data);
    expect(texts.length).toBeGreaterThan(250);
    for (const { th, en } of texts) {
      expect(en).not.toMatch(/[\u0E00-\u0E7F]/);
      expect(th).not.toMatch(/[๐-๙\u0900-\u097F]/);
    }
    for (const file of ['agency.yaml', 'policy.yaml', 'ita-2562.yaml', 'ita-2563.yaml']) {
      const copy = await spoiled();
      expect(await copy.read(file)).not.toMatch(/(?:^|[\s('"])(?:นาย|นางสาว|นาง)(?!ก)[ก-ฮ]/m);
    }
  });

  it('says where each fact stands, in both languages', () => {
    expect(sectionName('3 (ตาราง)', 'en', t)).toBe('the table of section 3');
    expect(sectionName('บันทึกข้อความ', 'en', t)).toBe('the memorandum');
    expect(sectionName('5(3)', 'th', t)).toBe('หัวข้อ 5(3)');
    expect(findIndicator(result, 9)?.aboutSection).toBe('4.2(5)');
  });
});

describe('another agency', () => {
  it('loads with other parts, weights and years', async () => {
    const dir = await writeAgency(smallAgency());
    dirs.push(dir);
    const other = await loadAgency(dir.dir);
    expect(other.agency.id).toBe('ban-mai');
    expect(weightedOverall(latestDataset(other))).toBe(90);
  });
});

/** One spoiled place each: what to change, and the file, path, problem and fix the error must name. */
const BROKEN: [string, string, string | RegExp, string, { path: string; key: string; fix: string }][] = [
  [
    'a score above 100',
    'ita-2563.yaml',
    'score: 88.99\n    section: 3 (ตาราง)',
    'score: 188.99\n    section: 3 (ตาราง)',
    { path: 'indicators[0].score', key: 'too-big', fix: '100' },
  ],
  [
    'a negative score',
    'ita-2562.yaml',
    'score: 88.91',
    'score: -1',
    { path: 'indicators[0].score', key: 'too-small', fix: '0' },
  ],
  [
    'three decimals',
    'ita-2562.yaml',
    'score: 88.91',
    'score: 88.912',
    { path: 'indicators[0].score', key: 'two-decimals', fix: 'printed' },
  ],
  [
    'a score in quotes',
    'ita-2562.yaml',
    'score: 88.91',
    "score: '88.91'",
    { path: 'indicators[0].score', key: 'wrong-type', fix: 'without quotes' },
  ],
  ['a missing year', 'ita-2562.yaml', 'year: 2562\n', '', { path: 'year', key: 'missing', fix: 'Fill' }],
  [
    'a misspelt field',
    'ita-2562.yaml',
    'passMark:',
    'passMrak:',
    { path: '', key: 'unknown-field', fix: 'spelling' },
  ],
  [
    'an unknown grade',
    'ita-2562.yaml',
    'grade: B\n',
    'grade: H\n',
    { path: 'overall.grade', key: 'not-one-of', fix: 'AA, A, B' },
  ],
  [
    'an item half full',
    'ita-2563.yaml',
    'score: 100',
    'score: 50',
    { path: 'items[0].score', key: 'not-one-of', fix: '0, 100' },
  ],
  [
    'an unknown remark kind',
    'ita-2563.yaml',
    'kind: incomplete',
    'kind: bad',
    { path: 'items[1].remarks[0].kind', key: 'not-one-of', fix: 'no-access-path' },
  ],
  [
    'an item twice',
    'ita-2563.yaml',
    'code: O2\n',
    'code: O1\n',
    { path: 'items[1].code', key: 'twice', fix: 'own' },
  ],
  [
    'a question of no indicator',
    'ita-2563.yaml',
    /code: I7\n {4}indicator: 2/,
    'code: I7\n    indicator: 12',
    { path: 'questions[0].indicator', key: 'no-such-indicator', fix: 'indicators' },
  ],
  [
    'an unknown unit',
    'ita-2563.yaml',
    '- supplies-and-property',
    '- suplies',
    { path: 'measures[2].units[0]', key: 'no-such-unit', fix: 'id' },
  ],
  [
    'a follow-up of nothing',
    'ita-2563.yaml',
    'followsUp: O39',
    'followsUp: O44',
    { path: 'items[39].followsUp', key: 'no-such-item', fix: 'items' },
  ],
  [
    'an empty name',
    'agency.yaml',
    'th: กองคลัง',
    "th: ''",
    { path: 'units[5].name.th', key: 'empty', fix: 'Fill' },
  ],
  [
    'an unknown parent',
    'agency.yaml',
    'parent: finance\n',
    'parent: treasury\n',
    { path: 'units[6].parent', key: 'no-such-unit', fix: 'agency.yaml' },
  ],
  [
    'nobody to receive complaints',
    'agency.yaml',
    '    intake: true',
    '    intake: false',
    { path: 'units', key: 'no-intake', fix: 'intake: true' },
  ],
  [
    'a wrong hour',
    'policy.yaml',
    "'09:00'",
    "'9.00'",
    { path: 'release_hours[0]', key: 'wrong-format', fix: 'data/mueang-phon' },
  ],
  [
    'hours out of order',
    'policy.yaml',
    "'09:00', '15:00'",
    "'15:00', '09:00'",
    { path: 'release_hours', key: 'ascending', fix: 'early to late' },
  ],
  [
    'caps out of order',
    'policy.yaml',
    'file_mb: 100',
    'file_mb: 400',
    { path: 'evidence', key: 'caps-order', fix: 'file_mb' },
  ],
  [
    'a bracket left open',
    'policy.yaml',
    'evidence:\n',
    'evidence: {\n',
    { path: '', key: 'not-yaml', fix: 'indentation' },
  ],
  [
    'a year that is not in the file name',
    'ita-2562.yaml',
    'year: 2562',
    'year: 2561',
    { path: 'year', key: 'year-not-file', fix: 'ita-2561.yaml' },
  ],
  [
    'weights that are not 100',
    'ita-2562.yaml',
    'weight: 40',
    'weight: 41',
    { path: 'parts', key: 'weights', fix: '100' },
  ],
];

describe('a broken copy', () => {
  it.each(BROKEN)('%s names file, place and fix', async (_, file, from, to, expected) => {
    const dir = await spoiled();
    await dir.change(file, from, to);
    const error = await errorOf(dir);
    const issue = error.issues.find(({ path, key }) => path === expected.path && key === expected.key);
    expect(error.issues.map(({ path, key }) => `${path} ${key}`)).toContain(
      `${expected.path} ${expected.key}`,
    );
    expect(issue?.file).toBe(file);
    const english = issue && describeIssue(issue, 'en', t);
    expect(english).toContain(file);
    expect(english).toContain(expected.path);
    expect(english).toContain(expected.fix);
    expect(error.problems).toContain(english);
    expect(issue && describeIssue(issue, 'th', t)).toMatch(/[ก-ฮ]/);
  });

  it('reports the line where the value stands', async () => {
    const dir = await spoiled();
    await dir.change('ita-2562.yaml', 'score: 88.91', 'score: 188.91');
    const line =
      (await dir.read('ita-2562.yaml')).split('\n').findIndex((text) => text.includes('188.91')) + 1;
    expect((await errorOf(dir)).issues[0]?.line).toBe(line);
  });

  it('reports the problems of all files at once', async () => {
    const dir = await spoiled();
    await dir.change('agency.yaml', '    intake: true', '    intake: false');
    await dir.change('policy.yaml', 'contest_days: 30', 'contest_days: zero');
    await dir.change('ita-2562.yaml', 'score: 88.91', 'score: 188.91');
    await dir.change('ita-2563.yaml', 'grade: D', 'grade: Z');
    const files = (await errorOf(dir)).issues.map(({ file }) => file);
    expect(new Set(files)).toEqual(new Set(['agency.yaml', 'policy.yaml', 'ita-2562.yaml', 'ita-2563.yaml']));
  });

  it('tells a missing directory, a missing file and a missing year apart', async () => {
    const missing: unknown = await loadAgency('/no/such/place').catch((error: unknown) => error);
    expect((missing as DataError).issues.map(({ key }) => key)).toEqual(['no-directory']);
    const other = smallAgency();
    const dir = await writeAgency(other);
    dirs.push(dir);
    const { rm } = await import('node:fs/promises');
    await rm(`${dir.dir}/policy.yaml`);
    await rm(`${dir.dir}/ita-2570.yaml`);
    expect((await errorOf(dir)).issues.map(({ key }) => key)).toEqual(['no-file', 'no-dataset']);
  });

  it('finds a circle of units', async () => {
    const dir = await spoiled();
    await dir.change(
      'agency.yaml',
      '    name: { th: นายกเทศมนตรี',
      '    parent: finance\n    name: { th: นายกเทศมนตรี',
    );
    const keys = (await errorOf(dir)).issues.map(({ key }) => key);
    expect(keys).toContain('circle');
  });
});

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
    const text = await (await spoiled()).read('ita-2562.yaml');
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
          if (read.ok) return checkDataset(read.value, data.agency, 'ita-2562.yaml', read.locate).length >= 0;
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
