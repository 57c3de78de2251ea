import { maySeeNumbers } from '../../accounts/audit-view.ts';
import { mayDo } from '../../accounts/duties.ts';
import type { StaffRole } from '../../cases/kinds.ts';
import { BoxError, createSecretBox } from '../../secret-box.ts';
import type { Route } from '../frame/route.ts';
import type { Answer, Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { auditPage, type VerdictShown } from './page.ts';
import { readBack } from './pages.ts';

/** Administrators check whether the log is whole; its lines are for auditors (`accounts/duties.ts`). */
const CHECKERS: readonly StaffRole[] = ['auditor', 'administrator'];

/** The audit log: reading it, and checking that it is as it was written. */
export function auditRoutes(needs: ConsoleNeeds): Route[] {
  const { audit, ledger, people, record } = needs;
  // Numbers of lines say how many somebody does not see, so addresses hold them sealed.
  const box = createSecretBox(needs.appSecret, 'console-audit');
  const seal = (before: number) => box.seal(Buffer.from(String(before)), 'before').toString('base64url');
  const open = (text: string): number | undefined => {
    try {
      return text === '' ? undefined : Number(box.open(Buffer.from(text, 'base64url'), 'before').toString());
    } catch (error) {
      if (error instanceof BoxError) return undefined;
      throw error;
    }
  };

  async function page({ view, member, query }: Visit, verdict?: VerdictShown): Promise<Answer> {
    const { person } = member;
    const numbered = maySeeNumbers(person);
    if (!mayDo(person.role, 'audit')) return auditPage({ numbered, verdict, all: [] }, view);
    await record({ who: person.id, what: 'audit-read' });
    const { lines, before } = await readBack(audit, person, open(query('before')));
    const older = before === undefined ? undefined : seal(before);
    return auditPage({ numbered, verdict, lines, older, all: await people.list() }, view);
  }

  async function verify(visit: Visit): Promise<Answer> {
    const head = visit.posted.one('head').trim();
    const kept = head === '' ? undefined : head;
    try {
      const checked = maySeeNumbers(visit.member.person)
        ? await ledger.check(kept)
        : { verdict: await audit.verify(kept) };
      return await page(visit, { ...checked, head });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return page(visit, { verdict: 'bad-head', head });
    }
  }

  return [
    {
      method: 'get',
      path: '/audit',
      roles: CHECKERS,
      refusal: 'audit-refused',
      handle: (visit) => page(visit),
    },
    { method: 'post', path: '/audit/verify', roles: CHECKERS, refusal: 'audit-refused', handle: verify },
  ];
}
