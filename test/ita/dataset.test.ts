import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  datasetOf,
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
import { createI18n } from '../../src/i18n.ts';
import { MUEANG_PHON, smallAgency } from '../support/agency-dir.ts';
import { agencyDirs } from './spoiled-agency.ts';

const { t } = createI18n();
const dirs = agencyDirs();
let data: AgencyData;
let result: Dataset;

beforeAll(async () => {
  data = await loadAgency(MUEANG_PHON);
  result = latestDataset(data);
});

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
    const copy = await dirs.copied();
    for (const file of ['agency.yaml', 'policy.yaml', 'ita-2562.yaml', 'ita-2563.yaml']) {
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
    const dir = await dirs.written(smallAgency());
    const other = await loadAgency(dir.dir);
    expect(other.agency.id).toBe('ban-mai');
    expect(weightedOverall(latestDataset(other))).toBe(90);
  });
});
