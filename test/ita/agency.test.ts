import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  ancestorsOf,
  descendantsOf,
  intakeUnits,
  onOneLine,
  unitPath,
  type Agency,
} from '../../src/ita/agency.ts';
import { loadAgency } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';

let agency: Agency;
beforeAll(async () => {
  ({ agency } = await loadAgency(MUEANG_PHON));
});
const ids = (units: { id: string }[]) => units.map(({ id }) => id);

describe('the tree of units', () => {
  it('knows who stands above and below', () => {
    expect(ids(ancestorsOf(agency, 'complaints'))).toEqual([
      'service-and-publishing',
      'academic-and-planning',
      'municipal-clerk',
      'executive',
    ]);
    expect(ids(descendantsOf(agency, 'finance'))).toEqual([
      'finance-administration',
      'supplies-and-property',
    ]);
    expect(ids(descendantsOf(agency, 'executive'))).toHaveLength(agency.units.length - 1);
    expect(ancestorsOf(agency, 'nobody')).toEqual([]);
  });

  it('relates two units exactly when one is the other or above it', () => {
    for (const a of agency.units)
      for (const b of agency.units) {
        const above = ids(ancestorsOf(agency, a.id)).includes(b.id);
        const below = ids(descendantsOf(agency, a.id)).includes(b.id);
        expect(onOneLine(agency, a.id, b.id)).toBe(a.id === b.id || above || below);
        expect(onOneLine(agency, a.id, b.id)).toBe(onOneLine(agency, b.id, a.id));
      }
  });

  it('gives the way to a unit as people say it, without those who stand above everyone', () => {
    expect(unitPath(agency, 'complaints').map(({ name }) => name.th)).toEqual([
      'กองวิชาการและแผนงาน',
      'ฝ่ายบริการและเผยแพร่วิชาการ',
      'งานรับเรื่องราวร้องทุกข์',
    ]);
    expect(ids(unitPath(agency, 'municipal-clerk'))).toEqual(['municipal-clerk']);
    expect(unitPath(agency, 'nobody')).toEqual([]);
  });

  it('has one unit that receives complaints, and no telephone that cannot be dialled', () => {
    expect(ids(intakeUnits(agency))).toEqual(['complaints']);
    expect(agency.contacts.map(({ kind, value }) => `${kind} ${value}`)).toEqual(['internal-extension 402']);
  });
});
