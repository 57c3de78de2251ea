import type { AskContext } from '../ask-context.ts';
import { intakeUnits } from '../agency.ts';
import { answerOf, entityName, plain, suggest } from '../wording.ts';
import { question } from './question.ts';

const DIALLED = new Set(['phone', 'email', 'website', 'line', 'address']);

function contactLines(context: AskContext): string[] {
  const { agency, entity, t } = context;
  const unit = entity?.kind === 'unit' ? entity.id : undefined;
  const usable = agency.contacts.filter(
    ({ kind, unit: of }) => DIALLED.has(kind) && (!unit || of === undefined || of === unit),
  );
  const lines = usable.map(({ kind, value }) =>
    t('ita:contact.row', { kind: t(`ita:contact.kinds.${kind}`), value }),
  );
  return lines.length > 0 ? lines : [t('ita:contact.none')];
}

/** Where the agency is and how to reach it, as far as its own file says. */
export const CONTACT = [
  question({
    id: 'where',
    takes: [],
    needs: ['where'],
    cues: { where: 1.1, us: 1, contact: 0.6, wish: 0 },
    base: 0.5,
    year: 'any',
    answer(context) {
      const { agency, t } = context;
      return answerOf(context, {
        headline: t('ita:contact.where', {
          municipality: plain(context, agency.name),
          district: plain(context, agency.place.district),
          province: plain(context, agency.place.province),
        }),
        meaning: contactLines(context),
        source: t('ita:source.agency'),
        suggestions: [suggest(context, 'help')],
      });
    },
  }),
  question({
    id: 'contact',
    takes: ['unit'],
    alone: true,
    needs: ['contact'],
    cues: {
      contact: 1.1,
      us: 1,
      where: 0.8,
      complain: 0.3,
      publish: 0.5,
      duties: 0,
      responsible: 0.2,
      howmuch: 0.4,
      number: 0.6,
    },
    base: 0.1,
    year: 'any',
    answer(context) {
      const { agency, entity, t } = context;
      const unit = entity?.kind === 'unit' ? entity : undefined;
      const intake = intakeUnits(agency)
        .map((one) => plain(context, one.name))
        .join(', ');
      return answerOf(context, {
        headline: t('ita:contact.headline', {
          name: unit ? entityName(context, unit) : plain(context, agency.name),
          district: plain(context, agency.place.district),
          province: plain(context, agency.place.province),
        }),
        meaning: [...contactLines(context), intake ? t('ita:contact.intake', { units: intake }) : ''],
        source: t('ita:source.agency'),
        suggestions: [suggest(context, 'complain'), suggest(context, 'help')],
      });
    },
  }),
];
