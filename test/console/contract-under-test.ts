import { afterAll, beforeAll } from '@jest/globals';
import { startConsole, type Filed, type TestConsole } from './console-under-test.ts';
import { ALL, CASES } from './entrances.ts';
import { asStaff, type Staff } from './staff-browser.ts';

const MEASURE = '2563-2';
/** The id of no case. */
export const UNKNOWN = '0'.repeat(32);

export interface Contract {
  readonly test: TestConsole;
  /** The cases of `CASES`, in its order, each with a file. */
  readonly filed: readonly Filed[];
  /** Somebody about whom staff can do something; nobody has confirmed the key. */
  readonly subject: { id: string; fingerprint: string };
  /** Everybody of `ALL`, signed in. */
  staff(name: string): Staff;
  /** Everything that could have been changed; reading takes only the unread mark away. */
  state(): Promise<string>;
  /** The address of an entrance, about this case or else about somebody or something that is there. */
  addressFor(path: string, caseId: string): string;
  /** The newest lines of the audit log. */
  lastEvents(count: number): ReturnType<TestConsole['accounts']['audit']['page']>;
}

/** A console with a case of every conflict, and somebody signed in for every role, for all tests of a file. */
export function contractUnderTest(): Contract {
  let test: TestConsole;
  let subject: Contract['subject'];
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

  const idFor = (path: string, caseId: string): string => {
    if (path.startsWith('/cases')) return caseId;
    if (path.startsWith('/progress')) return MEASURE;
    if (path.startsWith('/knowledge/answers')) return answerId;
    return path.startsWith('/knowledge/questions') ? questionId : subject.id;
  };
  return {
    filed,
    get test() {
      return test;
    },
    get subject() {
      return subject;
    },
    staff: (name) => staff.get(name)!,
    async state() {
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
    },
    addressFor: (path, caseId) =>
      path.replace(':id', idFor(path, caseId)).replace(':number', '1').replace(':copy', 'clean'),
    async lastEvents(count) {
      const head = Number((await test.accounts.audit.head())!.split('-')[0]);
      return test.accounts.audit.page(head - count, count);
    },
  };
}
