import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { i18n, PEOPLE, startConsole, type Filed, type TestConsole } from './console-under-test.ts';
import { asStaff, hidden, type Staff } from './staff-browser.ts';

jest.setTimeout(60_000);

/** Who may use an entrance, written down a second time: a new entrance fails here until it is decided who may. */
const KEYS = ['Intake', 'Head', 'Finance', 'Citizen'];
const HEADS = ['Head', 'Citizen', 'Admin'];
const TEACH = ['Intake', 'Head', 'Citizen', 'Admin'];
const STATISTICS = [...KEYS, 'Auditor', 'Inner auditor'];
const ALL = PEOPLE.map(({ name }) => name);
const MAY: Record<string, readonly string[]> = {
  'get ': KEYS,
  'get /cases/:id': KEYS,
  'get /cases/:id/evidence/:number': KEYS,
  'get /cases/:id/evidence/:number/:copy': KEYS,
  'post /cases/:id/act': KEYS,
  'get /cases/:id/print': KEYS,
  'get /cases/:id/link': KEYS,
  'post /cases/:id/link': KEYS,
  'get /knowledge': TEACH,
  'get /knowledge/new': TEACH,
  'post /knowledge/new': TEACH,
  'get /knowledge/answers/:id': TEACH,
  'post /knowledge/answers/:id': TEACH,
  'post /knowledge/answers/:id/undo': TEACH,
  'post /knowledge/answers/:id/remove': TEACH,
  'post /knowledge/questions/:id/drop': TEACH,
  'get /progress': HEADS,
  'get /progress/:id': HEADS,
  'post /progress/:id': HEADS,
  'get /search': KEYS,
  'post /search': KEYS,
  'get /people': [...KEYS, 'Admin'],
  'get /people/add': HEADS,
  'post /people/add': HEADS,
  'get /people/:id/confirm': KEYS,
  'post /people/:id/confirm': KEYS,
  'get /people/:id/move': HEADS,
  'post /people/:id/move': HEADS,
  'get /people/:id/renew': HEADS,
  'post /people/:id/renew': HEADS,
  'get /people/:id/disable': HEADS,
  'post /people/:id/disable': HEADS,
  'get /shares': ['Admin'],
  'post /shares': ['Admin'],
  'post /shares/written': ['Admin'],
  'post /shares/leave': ['Admin'],
  'post /shares/finish': ['Admin'],
  'get /access': KEYS,
  'post /access/reseal': KEYS,
  'get /people/:id/pass': KEYS,
  'post /people/:id/pass': KEYS,
  'get /people/:id/hand-over': ['Intake', 'Head', 'Citizen'],
  'post /people/:id/hand-over': ['Intake', 'Head', 'Citizen'],
  'get /cases/:id/access': ['Head', 'Citizen'],
  'post /cases/:id/access/give': ['Head', 'Citizen'],
  'post /cases/:id/access/take': ['Head', 'Citizen'],
  'get /audit': ['Admin', 'Auditor', 'Inner auditor'],
  'post /audit/verify': ['Admin', 'Auditor', 'Inner auditor'],
  'get /statistics': STATISTICS,
  'get /statistics.csv': STATISTICS,
  'get /statistics.xlsx': STATISTICS,
  'get /me': ALL,
  'get /me/alerts': ALL,
  'post /me/alerts': ALL,
  'post /me/alerts/confirm': ALL,
  'post /me/alerts/remove': ALL,
  'get /me/alerts/line': ALL,
  'post /me/alerts/line': ALL,
  'post /me/alerts/line/remove': ALL,
  'get /me/second-factor': ALL,
  'post /me/second-factor': ALL,
  'post /me/second-factor/off': ALL,
  'post /me/sessions/end': ALL,
  'post /sign-out': ALL,
  'post /sign-out-everywhere': ALL,
};
const HOME: Record<string, string> = {
  Admin: '/console/people',
  Auditor: '/console/audit',
  'Inner auditor': '/console/audit',
};

/** Cases by whom they accuse, and who may know of them. */
const CASES: { unit: string; exclude?: string[]; opens: string[] }[] = [
  { unit: 'finance', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'supplies-and-property', opens: ['Intake', 'Head', 'Citizen'] },
  { unit: 'service-and-publishing', opens: ['Finance', 'Citizen'] },
  { unit: 'executive', opens: ['Citizen'] },
  { unit: 'whole', opens: ['Citizen'] },
  { unit: 'unknown', opens: ['Intake', 'Head'] },
  { unit: 'education', exclude: ['complaints'], opens: ['Finance', 'Citizen'] },
];
const MEASURE = '2563-2';
const UNKNOWN = '0'.repeat(32);

let test: TestConsole;
let subject: { id: string; fingerprint: string };
let answerId: string;
let questionId: string;
const filed: Filed[] = [];
const staff = new Map<string, Staff>();
beforeAll(async () => {
  test = await startConsole();
  for (const { unit, exclude } of CASES)
    filed.push(await test.file(unit, `เรื่องของ ${unit}`, { exclude, evidence: [Buffer.from('หลักฐาน')] }));
  const admin = await test.accounts.signIn.signIn('Admin', test.passphrases['Admin']!);
  const made = await test.accounts.people.add(
    admin.worker,
    { name: 'Newcomer', post: '', role: 'officer', unit: 'education' },
    'en',
  );
  subject = made.person;
  const { answers, unanswered } = test.knowledge;
  answerId = await answers.add({ examples: ['ถามว่า'], answer: { th: 'ตอบว่า', en: '' } }, made.person.id);
  await unanswered.keep('คำถาม ITA ที่รออยู่', 'th');
  questionId = (await unanswered.list())[0]!.id;
  for (const name of ALL) staff.set(name, await asStaff(test, name));
});
afterAll(() => test.close());

/** Everything that could have been changed; reading takes only the unread mark away. */
async function state(): Promise<string> {
  const rows = await Promise.all(filed.map(({ id }) => test.store.cases.get(id)));
  const bare = rows.map((row) => ({ ...row!, unread: null, version: null }));
  const { answers, unanswered } = test.knowledge;
  return JSON.stringify([
    bare,
    await test.accounts.people.list(),
    await answers.list(),
    await answers.removed(),
    await unanswered.list(),
    await test.progress.list(),
  ]);
}
/** The address of an entrance, about somebody or something that is there. */
const addressFor = (path: string, caseId: string): string =>
  path.replace(':id', idFor(path, caseId)).replace(':number', '1').replace(':copy', 'clean');
function idFor(path: string, caseId: string): string {
  if (path.startsWith('/cases')) return caseId;
  if (path.startsWith('/progress')) return MEASURE;
  if (path.startsWith('/knowledge/answers')) return answerId;
  return path.startsWith('/knowledge/questions') ? questionId : subject.id;
}
const routeName = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const lastEvents = async (count: number) => {
  const head = Number((await test.accounts.audit.head())!.split('-')[0]);
  return test.accounts.audit.page(head - count, count);
};

it('knows every entrance', () => {
  expect(test.console.routes.map(routeName).sort()).toEqual(Object.keys(MAY).sort());
});

describe('who may not', () => {
  it.each(ALL)('%s is refused, in words, with a line in the audit log, and nothing changes', async (name) => {
    const me = staff.get(name)!;
    const before = await state();
    const csrf = await me.token();
    for (const route of test.console.routes) {
      if (MAY[routeName(route)]!.includes(name)) continue;
      const path = addressFor(route.path, filed[0]!.id);
      const fields = {
        csrf,
        action: 'note',
        'note-message': 'x',
        fingerprint: subject.fingerprint,
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
        expect(page.text).toContain(i18n.t('th', 'console:error.role'));
        const [last] = await lastEvents(1);
        expect([routeName(route), last]).toMatchObject([
          routeName(route),
          { who: await test.idOf(name), what: route.refusal },
        ]);
      }
    }
    expect(await state()).toBe(before);
  });
});

describe('who may', () => {
  it.each(ALL)('%s reads every page that is open to him', async (name) => {
    const me = staff.get(name)!;
    for (const route of test.console.routes) {
      if (!MAY[routeName(route)]!.includes(name) || route.method !== 'get') continue;
      const own = filed.find((_each, at) => CASES[at]!.opens.includes(name));
      const path = addressFor(route.path, own?.id ?? '');
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
    const me = staff.get(name)!;
    const queue = await me.get('');
    const before = await state();
    const unknown = await me.get(`/cases/${UNKNOWN}`);
    expect(unknown.status).toBe(404);
    let visible = 0;
    for (const [at, { unit, opens }] of CASES.entries()) {
      const { id } = filed[at]!;
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
      for (const action of ['note', 'accept', 'answer', 'nonsense']) {
        const fields = {
          action,
          'note-message': 'x',
          'answer-message': 'x',
          seen: 'received..0.0',
          step: 'do',
        };
        const [theirs, nobodys] = [
          await me.post(`/cases/${id}/act`, fields),
          await me.post(`/cases/${UNKNOWN}/act`, fields),
        ];
        expect([unit, action, theirs.status]).toEqual([unit, action, 404]);
        expect(theirs.html).toBe(nobodys.html);
      }
      for (const { method, path } of test.console.routes) {
        if (method !== 'get' || !path.startsWith('/cases/')) continue;
        if (!MAY[`${method} ${path}`]!.includes(name)) continue;
        const [theirs, nobodys] = [
          await me.get(addressFor(path, id)),
          await me.get(addressFor(path, UNKNOWN)),
        ];
        expect([unit, path, theirs.status]).toEqual([unit, path, 404]);
        expect(theirs.html).toBe(nobodys.html);
      }
      for (const { method, path } of test.console.routes) {
        if (method !== 'post' || !path.startsWith('/cases/:id/access/')) continue;
        if (!MAY[`${method} ${path}`]!.includes(name)) continue;
        const fields = { person: await test.idOf(name), step: 'do' };
        const [theirs, nobodys] = [
          await me.post(addressFor(path, id), fields),
          await me.post(addressFor(path, UNKNOWN), fields),
        ];
        expect([unit, path, theirs.status]).toEqual([unit, path, 404]);
        expect(theirs.html).toBe(nobodys.html);
      }
      const refused = (await lastEvents(30)).filter((line) => line.what === 'case-refused');
      expect(refused.some((line) => line.case === id)).toBe(true);
    }
    expect(await state()).toBe(before);
    expect(queue.text).toContain(`${i18n.t('th', 'console:queue.open')} ${visible}`);
    // Nor by filters, or as a page behind an address.
    for (const [at, { unit, opens }] of CASES.entries()) {
      if (opens.includes(name)) continue;
      for (const path of [
        `?unit=${unit}&status=all`,
        `?after=2000-01-01,${UNKNOWN}`,
        '?kind=complaint&unread=1',
      ]) {
        expect((await me.get(path)).html).not.toContain(filed[at]!.id);
      }
    }
  });

  it('can be given only to those who open them, and the form offers nobody else', async () => {
    const me = staff.get('Intake')!;
    const { id } = filed[0]!;
    const page = await me.get(`/cases/${id}`);
    const [finance, citizen] = [await test.idOf('Finance'), await test.idOf('Citizen')];
    expect(page.html).toContain(`value="${citizen}"`);
    expect(page.html).not.toContain(finance);
    const seen = hidden(page.html, 'seen');
    for (const wrong of [finance, subject.id, await test.idOf('Admin'), 'x', '']) {
      const refused = await me.post(`/cases/${id}/act`, { action: 'assign', 'assign-assignee': wrong, seen });
      expect([wrong, refused.status]).toEqual([wrong, 422]);
    }
    expect((await test.store.cases.get(id))?.assignee).toBeUndefined();
    await me.post(`/cases/${id}/act`, { action: 'assign', 'assign-assignee': citizen, seen });
    expect((await test.store.cases.get(id))?.assignee).toBe(citizen);
  });
});

describe('the audit log', () => {
  it('shows auditors from outside every line, those inside none about a case, administrators none', async () => {
    const outer = (await staff.get('Auditor')!.get('/audit')).text;
    const inner = (await staff.get('Inner auditor')!.get('/audit')).text;
    const admin = (await staff.get('Admin')!.get('/audit')).text;
    const read = i18n.t('th', 'accounts:event.case-read');
    expect(outer).toContain(read);
    expect(inner).not.toContain(read);
    expect(inner).toContain(i18n.t('th', 'console:audit.withoutCases'));
    expect(inner).toContain(i18n.t('th', 'accounts:event.queue-read'));
    expect(admin).toContain(i18n.t('th', 'console:audit.onlyAuditor'));
    expect(admin).not.toContain(i18n.t('th', 'accounts:event.queue-read'));
  });

  it('is checked on a page; numbers stand only where all lines are seen', async () => {
    const { head } = (await test.accounts.audit.verify()) as { head: string };
    for (const name of ['Auditor', 'Inner auditor', 'Admin']) {
      const me = staff.get(name)!;
      const whole = await me.post('/audit/verify', { head });
      const all = name === 'Auditor';
      expect([name, whole.status]).toEqual([name, 200]);
      if (!all) expect(whole.text).toContain(i18n.t('th', 'console:audit.okOnly'));
      expect(whole.text.includes(i18n.t('th', 'console:audit.newHead'))).toBe(all);
      const cut = await me.post('/audit/verify', { head: `999999-${'A'.repeat(20)}` });
      expect(cut.text).toContain(i18n.t('th', 'console:audit.broken.head-missing'));
      expect((await me.post('/audit/verify', { head: '<script>' })).text).toContain(
        i18n.t('th', 'console:audit.badHead'),
      );
    }
  });

  it('pages back to its first line, each once', async () => {
    const me = staff.get('Auditor')!;
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
