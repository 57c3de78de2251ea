import { COPIES } from '../../cases/evidence/view.ts';
import { ExpectedError } from '../../errors.ts';
import { KEY_HOLDERS, type Route } from '../frame/route.ts';
import type { Visit } from '../frame/view.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { evidencePage } from './page.ts';
import { sendFile } from './send-file.ts';

/** The files of a case: a page for each, and the file itself. */
export function evidenceRoutes({ casework }: Pick<ConsoleNeeds, 'casework'>): Route[] {
  const numberOf = ({ param }: Visit) =>
    /^[1-9]\d{0,3}$/.test(param('number')) ? Number(param('number')) : 0;
  const common = { method: 'get', roles: KEY_HOLDERS, refusal: 'case-refused' } as const;
  return [
    {
      ...common,
      path: '/cases/:id/evidence/:number',
      async handle(visit) {
        const { view, member, param, query } = visit;
        const opened = await casework.open(member.worker, param('id'));
        const piece = opened.evidence.find(({ number }) => number === numberOf(visit));
        if (piece?.is !== 'file') throw new ExpectedError('evidence-gone', {}, 404);
        const wish = { caseId: param('id'), number: piece.number };
        const again =
          query('scan') === '1' ? await (await casework.evidence(member.worker, wish)).scanNow() : undefined;
        return evidencePage({ opened, piece, again }, view);
      },
    },
    {
      ...common,
      path: '/cases/:id/evidence/:number/:copy',
      async handle(visit) {
        const { member, param } = visit;
        const which = COPIES.find((each) => each === param('copy'));
        const number = which ? numberOf(visit) : 0;
        const file = await casework.evidence(member.worker, { caseId: param('id'), number, which });
        return { send: (exchange) => sendFile(file, exchange) };
      },
    },
  ];
}
