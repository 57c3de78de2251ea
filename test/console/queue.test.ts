import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DAY } from '../support/clock.ts';
import { act } from './acts.ts';
import { say, startConsole, type TestConsole } from './console-under-test.ts';
import { asStaff, plain } from './staff-browser.ts';

jest.setTimeout(60_000);

let test: TestConsole;
beforeAll(async () => {
  test = await startConsole();
  // Counts and lists of one case alone would agree by accident.
  await test.file('finance');
  const { id } = await test.file('finance');
  await act(await asStaff(test, 'Head'), id, 'accept');
});
afterAll(() => test.close());

describe('the queue', () => {
  it('says in words how urgent a case is, and pages by due day without leaving one out', async () => {
    const late = await test.file('education', 'เรื่องที่จะเกินกำหนด');
    test.clock.advance(13 * DAY);
    const [staff] = [await asStaff(test, 'Intake')];
    const soon = await staff.get('?unit=education');
    expect(soon.text).toContain('ใกล้ครบกำหนด เหลือ 2 วัน');
    test.clock.advance(3 * DAY);
    const again = await asStaff(test, 'Intake');
    expect((await again.get('?unit=education')).text).toContain('เกินกำหนด 1 วัน');
    const tells = async (query: string) => (await again.get(query)).html.includes(late.id);
    expect([await tells('?due=overdue'), await tells('?due=soon'), await tells('?due=today')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([await tells('?due=overdue&status=all'), await tells('?due=overdue&status=concluded')]).toEqual([
      true,
      false,
    ]);
    // The count above the queue and the list that it leads to agree.
    const { html: whole } = await again.get('');
    const chips = [...whole.matchAll(/<a\s+href="\/console([^"]*)"[^>]*>([^<]*)<strong\s*>(\d+)</g)];
    expect(chips.map(([, , label]) => label!.trim())).toEqual(
      expect.arrayContaining([say('queue.open'), say('filter.urgency.overdue'), say('queue.new')]),
    );
    for (const [, address, label, count] of chips) {
      const { html } = await again.get(plain(address!));
      const listed = [...html.matchAll(/class="queue-title"/g)].length;
      expect([label, listed]).toEqual([label, Math.min(Number(count), 25)]);
    }
    const all = new Set([late.id]);
    for (let n = 0; n < 30; n += 1) all.add((await test.file('education', `เรื่องที่ ${n}`)).id);
    const found: string[] = [];
    let path = '?unit=education';
    let pages = 0;
    while (path !== '' && pages < 5) {
      const { html } = await again.get(path);
      found.push(
        ...[...html.matchAll(/queue-title" href="\/console\/cases\/(\w{32})/g)].map((match) => match[1]!),
      );
      path = plain(/rel="next" href="\/console([^"]+)"/.exec(html)?.[1] ?? '');
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(found[0]).toBe(late.id);
    expect(found).toHaveLength(all.size);
    expect(new Set(found)).toEqual(all);
    const empty = await again.get('?unit=education&status=referred');
    expect(empty.text).toContain(say('queue.emptyNarrowed'));
    for (const odd of [
      '?status=nonsense',
      '?due=nonsense',
      '?due=overdue&status=concluded&kind=comment',
      '?unit=<script>',
      '?after=x',
      '?assignee=../..',
      '?status=a&status=b',
    ]) {
      expect([odd, (await again.get(odd)).status]).toEqual([odd, 200]);
    }
  });

  it('narrows by kind, category, assignee and unread', async () => {
    const { id } = await test.file('personnel');
    const staff = await asStaff(test, 'Intake');
    const citizen = await test.idOf('Citizen');
    const has = async (query: string) => (await staff.get(`?unit=personnel&${query}`)).html.includes(id);
    expect([await has('unread=1'), await has('category=bribe'), await has('kind=complaint')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      await has('category=budget'),
      await has('kind=comment'),
      await has(`assignee=${citizen}`),
    ]).toEqual([false, false, false]);
    await act(staff, id, 'assign', { assignee: citizen });
    expect([await has(`assignee=${citizen}`), await has('unread=1')]).toEqual([true, false]);
  });
});
