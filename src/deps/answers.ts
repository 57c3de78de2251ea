import type { Clock } from '../clock.ts';
import { createReader, type Reader } from '../conversation/reader.ts';
import type { I18n, Lang } from '../i18n.ts';
import type { Answerer } from '../ita/answer.ts';
import { createAnswerer } from '../ita/answerer.ts';
import type { AgencyData, AgencySource } from '../ita/dataset.ts';
import { createProgressBook, type ProgressBook } from '../ita/progress.ts';
import { createStaffAnswers, type StaffAnswers } from '../knowledge/answers.ts';
import { createUnanswered, type Unanswered } from '../knowledge/unanswered.ts';
import type { Store } from '../store/ports.ts';

export interface AnswerDeps {
  staffAnswers: StaffAnswers;
  unanswered: Unanswered;
  progress: ProgressBook;
  /** Reads what citizens write, with the data, the answers of staff and the progress as they are now. */
  reader: (data: AgencyData) => Promise<Reader>;
  /** What the data alone answers to a text, for who writes an answer of his own; undefined when it has none. */
  saysNow: (text: string, lang: Lang) => Promise<string | undefined>;
}

/** Joins what answers questions. */
export function createAnswerDeps(deps: {
  clock: Clock;
  t: I18n['t'];
  agency: AgencySource;
  store: Pick<Store, 'knowledge' | 'questions' | 'progress'>;
}): AnswerDeps {
  const { clock, t, agency, store } = deps;
  const staffAnswers = createStaffAnswers({ port: store.knowledge, clock });
  const progress = createProgressBook({ port: store.progress, clock });
  const answererOf = answererFor(t);
  return {
    staffAnswers,
    unanswered: createUnanswered(store.questions),
    progress,
    reader: readerFor(answererOf, staffAnswers, progress),
    async saysNow(text, lang) {
      const read = answererOf(agency.current()).ask(text, { lang, progress: await progress.list() });
      return read.kind === 'answer' ? read.answer.headline : undefined;
    },
  };
}

/** Rebuilds the answerer when the data changed. */
function answererFor(t: I18n['t']): (data: AgencyData) => Answerer {
  let answerer: { data: AgencyData; made: Answerer } | undefined;
  return (data) => {
    if (answerer?.data !== data) answerer = { data, made: createAnswerer(data, t) };
    return answerer.made;
  };
}

/** Rebuilds the reader around the answerer when that or what staff wrote changed. */
function readerFor(
  answererOf: (data: AgencyData) => Answerer,
  answers: StaffAnswers,
  progress: ProgressBook,
): AnswerDeps['reader'] {
  let reader: { of: Answerer; seen: string; made: Reader } | undefined;
  return async (data) => {
    const answerer = answererOf(data);
    const [list, reports] = await Promise.all([answers.list(), progress.list()]);
    const seen = JSON.stringify([list, reports]);
    if (reader?.of !== answerer || reader.seen !== seen) {
      reader = { of: answerer, seen, made: createReader(answerer, list, reports) };
    }
    return reader.made;
  };
}
