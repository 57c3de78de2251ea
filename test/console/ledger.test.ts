import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../support/clock.ts';
import { edit } from '../audit/ledger-story.ts';
import { i18n, startConsole, type Filed, type TestConsole } from './console-under-test.ts';
import { asStaff } from './staff-browser.ts';

let test: TestConsole;
let filed: Filed;
beforeAll(async () => {
  test = await startConsole();
  filed = await test.file('finance');
  test.clock.advance(DAY);
  await test.accounts.ledger.enter(90);
});
afterAll(() => test.close());

const verify = async (name: string, lang = '') => {
  const staff = await asStaff(test, name);
  return (await staff.post(`/audit/verify${lang}`, { head: '' })).text;
};
const th = (key: string, params: Record<string, string | number> = {}) =>
  i18n.t('th', key, params).replace(/\s+/g, ' ');
const start = (key: string) => th(key, { count: 3 }).slice(0, 20);

describe('the check in the console', () => {
  it('says to an auditor from outside that nothing has disappeared, and up to which day', async () => {
    const text = await verify('Auditor');
    expect(text).toContain(th('ledger:ok'));
    expect(text).toContain('23 พ.ย. 2569');
  });

  it('shows a batch as one plain sentence, to those from outside', async () => {
    const outside = await asStaff(test, 'Auditor');
    expect((await outside.get('/audit')).text).toContain(th('accounts:event.items-entered'));
    const inside = await asStaff(test, 'Inner auditor');
    expect((await inside.get('/audit')).text).not.toContain(th('accounts:event.items-entered'));
  });

  it('says how many items are missing to auditors from outside, and to nobody inside', async () => {
    edit(test.dataDir, 'DELETE FROM item WHERE case_id = ?', filed.id);
    const text = await verify('Auditor');
    const items = (await test.store.cases.get(filed.id))!.items.length;
    expect(text).toContain(th('ledger:missing', { count: items }));
    expect(text).not.toContain(th('ledger:ok'));
    for (const name of ['Inner auditor', 'Admin']) {
      const seen = await verify(name);
      expect(seen).toContain(th('console:audit.okOnly'));
      expect(seen).toContain(th('console:audit.ledgerNotYours'));
      for (const key of ['missing', 'ok', 'before', 'nothing'])
        expect(seen).not.toContain(start(`ledger:${key}`));
    }
  });

  it('says nothing about items when the log itself was changed: then nothing in it counts', async () => {
    edit(test.dataDir, `UPDATE audit SET day = '2020-01-01' WHERE sequence = 1`);
    const text = await verify('Auditor');
    expect(text).toContain(th('console:audit.broken.changed'));
    for (const key of ['missing', 'ok']) expect(text).not.toContain(start(`ledger:${key}`));
  });
});
