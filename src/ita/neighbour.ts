import type { Topic } from './answer.ts';
import { datasetOf, latestDataset, type AgencyData } from './dataset.ts';
import { parseRef } from './entity.ts';
import { RANKED } from './place-in-row.ts';
import type { Dataset } from './schema.ts';

/** "And the next one?": what comes before or after that of the last answer. */

const WORD = '(?:ขอ|ตัว|อัน|ตัวชิวัด|คำถาม|ดาน)(?:ทิ)?';
const NEXT = new RegExp(
  `${WORD}(?:ตอไป|ถัดไป|ถัดมา)(?!นิ)|^(?:แลว)?ถัดไป|next (?:one|item|question|indicator)|^next$`,
);
const PREVIOUS = new RegExp(`${WORD}กอน(?:หนา|นิ)|previous (?:one|item|question|indicator)|the one before`);
const RUNNER_UP = /รองลงมา|runner ?up|second (?:highest|lowest|best|worst)/;

/** All of a kind, in the order of the report. */
function inOrder(dataset: Dataset, kind: string): string[] {
  if (kind === 'indicator') return dataset.indicators.map(({ number }) => String(number));
  if (kind === 'question') return dataset.questions.map(({ code }) => code);
  if (kind === 'item') return dataset.items.map(({ code }) => code);
  return kind === 'sub' ? dataset.subIndicators.map(({ code }) => code) : [];
}

/**
 * The topic that a following text moves on to; `none` when there is nothing there or it is not clear; undefined when the
 * text asks for no neighbour.
 */
export function neighbourOf(folded: string, topic: Topic, data: AgencyData): Topic | 'none' | undefined {
  const runnerUp = RUNNER_UP.test(folded);
  const step = NEXT.test(folded) || runnerUp ? 1 : PREVIOUS.test(folded) ? -1 : 0;
  const entity = topic.entity === undefined ? undefined : parseRef(topic.entity);
  if (step === 0 || !entity) return undefined;
  const dataset = datasetOf(data, topic.year ?? 0) ?? latestDataset(data);
  const side = RANKED[topic.intent];
  if (side || runnerUp) {
    if (!side || entity.kind !== 'indicator' || step < 0) return 'none';
    const ranked = dataset.indicators.toSorted((a, b) =>
      side === 'highest' ? b.score - a.score : a.score - b.score,
    );
    const after = ranked[ranked.findIndex(({ number }) => String(number) === entity.id) + 1];
    return after ? { ...topic, intent: 'indicator-score', entity: `indicator:${after.number}` } : 'none';
  }
  const all = inOrder(dataset, entity.kind);
  const at = all.indexOf(entity.id);
  const next = at < 0 ? undefined : all[at + step];
  return next === undefined ? 'none' : { ...topic, entity: `${entity.kind}:${next}` };
}
