import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadAgency } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';
import { startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff } from './staff-browser.ts';

jest.setTimeout(60_000);

/** By accused unit, and who may know of a case about it. */
const CASES: { unit: string; exclude?: string[]; opens: string[] }[] = [
  { unit: 'finance', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'finance', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'service-and-publishing', opens: ['Finance', 'Citizen'] },
  { unit: 'executive', opens: ['Citizen'] },
  { unit: 'education', exclude: ['complaints'], opens: ['Finance', 'Citizen'] },
];

let test: TestConsole;
const ids: string[] = [];
beforeAll(async () => {
  test = await startConsole();
  for (const { unit, exclude } of CASES) ids.push((await test.file(unit, undefined, { exclude })).id);
});
afterAll(() => test.close());

/** The rows of a table of the CSV file, by their first cell. */
function table(csv: string, title: string): Record<string, string> {
  const blocks = csv.replace(/^\uFEFF/, '').split(/\r\n\r\n|\r\n(?=,*\r\n)/);
  const block = blocks.map((each) => each.trim().split('\r\n')).find(([first]) => first === title);
  if (!block) throw new Error(`no table ${title} in ${csv}`);
  return Object.fromEntries(
    block.slice(2).map((line) => {
      const at = line.indexOf(',');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

describe('statistics', () => {
  it.each(['Intake', 'Head', 'Finance', 'Citizen'])(
    '%s counts the cases he can open, and no others',
    async (name) => {
      const me = await asStaff(test, name);
      const page = await me.get('/statistics?lang=en');
      expect(page.status).toBe(200);
      const { html: csv } = await me.get('/statistics.csv?lang=en&year=2570&quarter=1');
      const mine = CASES.filter(({ opens }) => opens.includes(name));
      const units: Record<string, number> = {};
      for (const { unit } of mine) units[unit] = (units[unit] ?? 0) + 1;
      const { agency } = await loadAgency(MUEANG_PHON);
      const names = new Map(agency.units.map(({ id, name: { en } }) => [en, id]));
      const counted = Object.entries(table(csv, 'By the unit they are about')).map(([unit, figures]) => [
        names.get(unit.replace(/^"|"$/g, '')),
        Number(figures.split(',')[0]),
      ]);
      expect(Object.fromEntries(counted)).toEqual(units);
      expect(table(csv, 'By fiscal year')).toEqual({
        'Fiscal year 2570 (2027)': `${mine.length},0,${mine.length},0`,
      });
    },
  );

  it('an auditor from outside counts all; one inside gets the public’s numbers only', async () => {
    const outer = (await (await asStaff(test, 'Auditor')).get('/statistics.csv?lang=en')).html;
    expect(table(outer, 'By fiscal year')).toEqual({ 'Fiscal year 2570 (2027)': '5,0,5,0' });
    const inner = await (await asStaff(test, 'Inner auditor')).get('/statistics?lang=en');
    expect(inner.text).toContain('the numbers that the public sees');
    expect(inner.html).not.toMatch(/<table|<svg role/);
  });

  it('reading and taking away stand in the audit log, in the words of its page', async () => {
    const me = await asStaff(test, 'Head');
    await me.get('/statistics');
    await me.get('/statistics.xlsx');
    const head = Number((await test.accounts.audit.head())!.split('-')[0]);
    const who = await test.idOf('Head');
    expect(await test.accounts.audit.page(head - 2, 2)).toMatchObject([
      { who, what: 'statistics-read' },
      { who, what: 'statistics-exported', detail: 'xlsx' },
    ]);
  });

  it('says what is overdue once the clock has turned, and what was finished, also after it was erased', async () => {
    const { cases, store, clock } = test;
    clock.advance(16 * 86_400_000);
    const late = await asStaff(test, 'Head');
    const { html: text } = await late.get('/statistics.csv?lang=en&year=2570');
    expect(table(text, 'By fiscal year')).toEqual({ 'Fiscal year 2570 (2027)': '2,0,2,2' });
    const { worker } = await test.accounts.signIn.signIn('Head', test.passphrases['Head']!);
    await cases.casework.act(worker, {
      ...{ caseId: ids[0]!, action: 'decline', message: 'ไม่อยู่ในหน้าที่ของเทศบาล' },
    });
    const version = (await store.cases.get(ids[0]!))!.version;
    expect(await store.cases.erase(ids[0]!, version)).toBe(true);
    const after = (await late.get('/statistics.csv?lang=en&year=2570')).html;
    expect(table(after, 'By fiscal year')).toEqual({ 'Fiscal year 2570 (2027)': '2,1,1,1' });
    expect(table(after, 'How long it takes')).toEqual({
      'Median to the first answer': '16 to 30 days,1',
      'Median to the conclusion': '16 to 30 days,1',
    });
  });
});
