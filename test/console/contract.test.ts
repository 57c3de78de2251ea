import { describe, expect, it, jest } from '@jest/globals';
import { i18n, say } from './console-under-test.ts';
import { contractUnderTest, UNKNOWN } from './contract-under-test.ts';
import { ALL, CASES, HOME, KEYS, MAY, routeName } from './entrances.ts';
import { hidden, type Page } from './staff-browser.ts';

jest.setTimeout(60_000);

const contract = contractUnderTest();

it('knows every entrance', () => {
  expect(contract.test.console.routes.map(routeName).sort()).toEqual(Object.keys(MAY).sort());
});

describe('who may not', () => {
  it.each(ALL)('%s is refused, in words, with a line in the audit log, and nothing changes', async (name) => {
    const me = contract.staff(name);
    const before = await contract.state();
    const csrf = await me.token();
    for (const route of contract.test.console.routes) {
      if (MAY[routeName(route)]!.includes(name)) continue;
      const path = contract.addressFor(route.path, contract.filed[0]!.id);
      const fields = {
        csrf,
        action: 'note',
        'note-message': 'x',
        fingerprint: contract.subject.fingerprint,
        name: 'Sneaked in',
        examples: 'x',
        th: 'x',
        status: 'done',
        step: 'publish',
        role: 'head',
        unit: 'outside',
      };
      const page = route.method === 'get' ? await me.get(path) : await me.post(path, fields);
      if (route.path === '') expect(page).toMatchObject({ status: 303, to: HOME[name] });
      else {
        expect([routeName(route), page.status]).toEqual([routeName(route), 403]);
        expect(page.text).toContain(say('error.role'));
        const [last] = await contract.lastEvents(1);
        expect([routeName(route), last]).toMatchObject([
          routeName(route),
          { who: await contract.test.idOf(name), what: route.refusal },
        ]);
      }
    }
    expect(await contract.state()).toBe(before);
  });
});

describe('who may', () => {
  it.each(ALL)('%s reads every page that is open to him', async (name) => {
    const me = contract.staff(name);
    for (const route of contract.test.console.routes) {
      if (!MAY[routeName(route)]!.includes(name) || route.method !== 'get') continue;
      const own = contract.filed.find((_each, place) => CASES[place]!.opens.includes(name));
      const path = contract.addressFor(route.path, own?.id ?? '');
      for (const lang of ['th', 'en']) {
        const page = await me.get(`${path}?lang=${lang}`);
        expect([path, page.status]).toEqual([path, 200]);
        expect(page.headers.get('cache-control')).toBe('no-store');
        expect(page.headers.get('etag')).toBeNull();
        expect(page.html).not.toMatch(/<script|javascript:|\sstyle=|\son[a-z]+=/);
        // Every form of a page goes to the console, with the session's token.
        const posts = [...page.html.matchAll(/<form[^>]*method="post"[^>]*>/g)];
        const tokens = [...page.html.matchAll(/name="csrf" value="([^"]+)"/g)];
        expect(tokens.length).toBe(posts.length);
        for (const [form] of posts) expect(form).toMatch(/action="\/console\//);
      }
    }
  });
});

describe('cases', () => {
  it.each(KEYS)('%s sees those his key opens, and no trace of the others', async (name) => {
    const me = contract.staff(name);
    const queue = await me.get('');
    const before = await contract.state();
    const unknown = await me.get(`/cases/${UNKNOWN}`);
    expect(unknown.status).toBe(404);
    let visible = 0;
    for (const [at, { unit, opens }] of CASES.entries()) {
      const { id } = contract.filed[at]!;
      const page = await me.get(`/cases/${id}`);
      if (opens.includes(name)) {
        visible += 1;
        expect([unit, page.status, queue.html.includes(id)]).toEqual([unit, 200, true]);
        expect(page.text).toContain(`เรื่องของ ${unit}`);
        continue;
      }
      expect([unit, page.status, queue.html.includes(id)]).toEqual([unit, 404, false]);
      expect(page.html).toBe(unknown.html);
      expect(queue.text).not.toContain(`เรื่องของ ${unit}`);
      /** What is asked about this case is answered as about one that never was. */
      const alike = async (what: string, ask: (caseId: string) => Promise<Page>) => {
        const [theirs, nobodys] = [await ask(id), await ask(UNKNOWN)];
        expect([unit, what, theirs.status]).toEqual([unit, what, 404]);
        expect(theirs.html).toBe(nobodys.html);
      };
      for (const action of ['note', 'accept', 'answer', 'nonsense']) {
        const fields = {
          action,
          'note-message': 'x',
          'answer-message': 'x',
          seen: 'received..0.0',
          step: 'do',
        };
        await alike(action, (caseId) => me.post(`/cases/${caseId}/act`, fields));
      }
      const person = await contract.test.idOf(name);
      for (const route of contract.test.console.routes) {
        const { method, path } = route;
        if (!MAY[routeName(route)]!.includes(name)) continue;
        if (method === 'get' && path.startsWith('/cases/'))
          await alike(path, (caseId) => me.get(contract.addressFor(path, caseId)));
        if (method === 'post' && path.startsWith('/cases/:id/access/'))
          await alike(path, (caseId) => me.post(contract.addressFor(path, caseId), { person, step: 'do' }));
      }
      const refused = (await contract.lastEvents(30)).filter((line) => line.what === 'case-refused');
      expect(refused.some((line) => line.case === id)).toBe(true);
    }
    expect(await contract.state()).toBe(before);
    expect(queue.text).toContain(`${say('queue.open')} ${visible}`);
    // Nor by filters, or as a page behind an address.
    for (const [at, { unit, opens }] of CASES.entries()) {
      if (opens.includes(name)) continue;
      for (const path of [
        `?unit=${unit}&status=all`,
        `?after=2000-01-01,${UNKNOWN}`,
        '?kind=complaint&unread=1',
      ]) {
        expect((await me.get(path)).html).not.toContain(contract.filed[at]!.id);
      }
    }
  });

  it('can be given only to those who open them, and the form offers nobody else', async () => {
    const me = contract.staff('Intake');
    const { id } = contract.filed[0]!;
    const page = await me.get(`/cases/${id}`);
    const [finance, citizen] = [await contract.test.idOf('Finance'), await contract.test.idOf('Citizen')];
    expect(page.html).toContain(`value="${citizen}"`);
    expect(page.html).not.toContain(finance);
    const seen = hidden(page.html, 'seen');
    for (const wrong of [finance, contract.subject.id, await contract.test.idOf('Admin'), 'x', '']) {
      const refused = await me.post(`/cases/${id}/act`, { action: 'assign', 'assign-assignee': wrong, seen });
      expect([wrong, refused.status]).toEqual([wrong, 422]);
    }
    expect((await contract.test.store.cases.get(id))?.assignee).toBeUndefined();
    await me.post(`/cases/${id}/act`, { action: 'assign', 'assign-assignee': citizen, seen });
    expect((await contract.test.store.cases.get(id))?.assignee).toBe(citizen);
  });
});

describe('the audit log', () => {
  it('shows auditors from outside every line, those inside none about a case, administrators none', async () => {
    const outer = (await contract.staff('Auditor').get('/audit')).text;
    const inner = (await contract.staff('Inner auditor').get('/audit')).text;
    const admin = (await contract.staff('Admin').get('/audit')).text;
    const read = i18n.t('th', 'accounts:event.case-read');
    expect(outer).toContain(read);
    expect(inner).not.toContain(read);
    expect(inner).toContain(say('audit.withoutCases'));
    expect(inner).toContain(i18n.t('th', 'accounts:event.queue-read'));
    expect(admin).toContain(say('audit.onlyAuditor'));
    expect(admin).not.toContain(i18n.t('th', 'accounts:event.queue-read'));
  });

  it('is checked on a page; numbers stand only where all lines are seen', async () => {
    const { head } = (await contract.test.accounts.audit.verify()) as { head: string };
    for (const name of ['Auditor', 'Inner auditor', 'Admin']) {
      const me = contract.staff(name);
      const whole = await me.post('/audit/verify', { head });
      const all = name === 'Auditor';
      expect([name, whole.status]).toEqual([name, 200]);
      if (!all) expect(whole.text).toContain(say('audit.okOnly'));
      expect(whole.text.includes(say('audit.newHead'))).toBe(all);
      const cut = await me.post('/audit/verify', { head: `999999-${'A'.repeat(20)}` });
      expect(cut.text).toContain(say('audit.broken.head-missing'));
      expect((await me.post('/audit/verify', { head: '<script>' })).text).toContain(say('audit.badHead'));
    }
  });

  it('pages back to its first line, each once', async () => {
    const me = contract.staff('Auditor');
    const numbers: number[] = [];
    let path = '/audit';
    for (let pages = 0; path !== '' && pages < 50; pages += 1) {
      const { html } = await me.get(path);
      numbers.push(...[...html.matchAll(/<td class="figure">(\d+)<\/td>/g)].map((match) => Number(match[1])));
      path = /href="\/console(\/audit\?before=[\w-]+)"/.exec(html)?.[1] ?? '';
    }
    expect(numbers.length).toBeGreaterThan(60);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(numbers.at(-1)).toBe(1);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect((await me.get('/audit?before=tampered')).status).toBe(200);
  });
});
