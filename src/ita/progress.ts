import { z } from 'zod';
import { dayOf, type Clock } from '../clock.ts';
import { ExpectedError } from '../errors.ts';
import type { Lang } from '../i18n.ts';
import type { RowPort } from '../store/ports.ts';

/** How far a measure can be, in order. Wording under `progress:status.<name>`. */
export const PROGRESS_STATUSES = ['not-started', 'under-way', 'done'] as const;

/** The longest note: with the measure's name it fits one message of LINE. */
export const NOTE_LIMIT = 500;

const reportShape = z.object({
  day: z.string(),
  /** The id of who wrote it: for staff, never shown in public. */
  by: z.string(),
  status: z.enum(PROGRESS_STATUSES),
  /** `en` is empty when only Thai was written. */
  note: z.object({ th: z.string(), en: z.string() }),
});
const rowShape = z.object({ reports: z.array(reportShape).min(1) });
export type ProgressReport = z.infer<typeof reportShape>;

/** A measure of a year's report, named by the indicator it is for. */
export interface MeasureRef {
  year: number;
  indicator: number;
}

/** What was reported about one measure; the last report is in force. */
export interface MeasureProgress extends MeasureRef, ProgressReport {
  /** The reports before, oldest first. */
  history: ProgressReport[];
  /** Changes with every report. */
  mark: number;
}

export type ProgressDraft = Pick<ProgressReport, 'status' | 'note'>;

/**
 * How the improvement measures get on, as those responsible report it. Nothing is taken back: a report that was wrong is
 * followed by a right one, and both stay in the history.
 */
export interface ProgressBook {
  /** One for each measure that was reported about. */
  list(): Promise<MeasureProgress[]>;
  /**
   * Writes a report. `seen` is the mark of what the writer had before him, 0 for none: if somebody was faster, nothing is
   * done. Throws ExpectedError `progress-incomplete` without a Thai note, `progress-too-long`, `changed-meanwhile`.
   */
  report(measure: MeasureRef, draft: ProgressDraft, by: string, seen: number): Promise<void>;
}

/** The name of a measure in addresses, rows and the audit log: `2563-9`. */
export const measureId = ({ year, indicator }: MeasureRef): string => `${year}-${indicator}`;

/** The report on a measure; undefined while there is none. */
export const progressOf = (
  all: readonly MeasureProgress[],
  { year, indicator }: MeasureRef,
): MeasureProgress | undefined => all.find((one) => one.year === year && one.indicator === indicator);

/** A note in the reader's language, or in Thai when there is no other; with the language it is in. */
export const noteFor = (note: ProgressReport['note'], lang: Lang): { text: string; lang: Lang } =>
  note[lang] === '' ? { text: note.th, lang: 'th' } : { text: note[lang], lang };

export function createProgressBook({ port, clock }: { port: RowPort; clock: Clock }): ProgressBook {
  const read = (data: Uint8Array) => rowShape.parse(JSON.parse(Buffer.from(data).toString('utf8'))).reports;

  return {
    async list() {
      return (await port.list()).flatMap(({ id, version, data }) => {
        const reports = read(data);
        const last = reports.at(-1);
        const [year, indicator] = id.split('-').map(Number);
        if (!last || year === undefined || indicator === undefined) return [];
        return [{ year, indicator, ...last, history: reports.slice(0, -1), mark: version }];
      });
    },

    async report(measure, { status, note }, by, seen) {
      const [th, en] = [note.th.trim(), note.en.trim()];
      if (th === '') throw new ExpectedError('progress-incomplete');
      if ([th, en].some((text) => text.length > NOTE_LIMIT)) {
        throw new ExpectedError('progress-too-long', { limit: NOTE_LIMIT });
      }
      const id = measureId(measure);
      const row = await port.get(id);
      const version = row?.version ?? 0;
      const written: ProgressReport = { day: dayOf(clock.now()), by, status, note: { th, en } };
      const reports = [...(row ? read(row.data) : []), written];
      const next = { id, version: version + 1, data: Buffer.from(JSON.stringify({ reports })) };
      if (seen !== version || !(await port.save(next))) {
        throw new ExpectedError('changed-meanwhile', {}, 409);
      }
    },
  };
}
