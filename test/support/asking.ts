import { createI18n } from '../../src/i18n.ts';
import type { Answerer, ItaAnswer, Topic, Understanding } from '../../src/ita/answer.ts';
import { languageOf } from '../../src/conversation/language.ts';
import { createAnswerer } from '../../src/ita/answerer.ts';
import { loadAgency, type AgencyData } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from './agency-dir.ts';

const { t } = createI18n();

export const mueangPhon = (): Promise<AgencyData> => loadAgency(MUEANG_PHON);

export const answererOf = (data: AgencyData): Answerer => createAnswerer(data, t);

/** Asks in the language of the text, Thai when it does not show. */
export const asks =
  (answerer: Answerer) =>
  (text: string, topic?: Topic): Understanding =>
    answerer.ask(text, { lang: languageOf(text) ?? 'th', ...(topic ? { topic } : {}) });

/** What was understood in one short line: `indicator-score indicator:9 2563`, `go complaint`, `not-held other-agency`. */
export function shortly(meant: Understanding): string {
  switch (meant.kind) {
    case 'answer': {
      const { intent, entity, year } = meant.answer.topic;
      return [intent, entity ?? '-', year].join(' ');
    }
    case 'go':
      return `go ${meant.to}`;
    case 'not-held':
      return `not-held ${meant.key.replace('ask:not-held.', '')}`;
    case 'channel':
      return ['channel', meant.asked.about, meant.asked.door].filter((one) => one !== undefined).join(' ');
    default:
      return meant.kind;
  }
}

/** All the text of an answer, as a citizen gets to read it. */
export const textOf = (answer: ItaAnswer): string =>
  [
    answer.headline,
    ...answer.meaning,
    ...answer.list,
    ...answer.bars.map(({ label, display }) => `${label} ${display}`),
    ...answer.findings,
    answer.source,
    ...answer.suggestions.map(({ label }) => label),
  ].join('\n');
