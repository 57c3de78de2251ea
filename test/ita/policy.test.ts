import { describe, expect, it } from '@jest/globals';
import { loadAgency } from '../../src/ita/dataset.ts';
import { POLICY_KINDS, retentionDays } from '../../src/ita/policy.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';

describe('the policy', () => {
  it('holds the figures the design promises', async () => {
    const { policy } = await loadAgency(MUEANG_PHON);
    expect(policy.draftIdleHours).toBe(6);
    expect(policy.releaseHours).toEqual(['09:00', '15:00']);
    expect(policy.legalClock.firstAnswerDays).toBe(15);
    expect(policy.contestDays).toBe(30);
    expect(policy.withdrawalUndoDays).toBe(14);
    expect(policy.nationalDoors.map(({ id, phone }) => `${id} ${phone}`)).toEqual([
      'nacc 1205',
      'pacc 1206',
      'ombudsman 1676',
      'damrongdhama 1567',
      'opm 1111',
    ]);
  });

  it('keeps every kind of case for a known time, whatever its outcome', async () => {
    const { policy } = await loadAgency(MUEANG_PHON);
    for (const kind of POLICY_KINDS)
      for (const outcome of ['substantiated', 'not_accepted', 'unheard-of', 'constructor', '__proto__'])
        expect(retentionDays(policy, kind, outcome)).toBeGreaterThanOrEqual(90);
    expect(retentionDays(policy, 'complaint', 'substantiated')).toBe(1825);
    expect(retentionDays(policy, 'comment', 'substantiated')).toBe(policy.retentionDays.comment.default);
  });
});
