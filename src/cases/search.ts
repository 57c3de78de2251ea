import { setImmediate as turn } from 'node:timers/promises';
import type { CasePort, CaseFacts, CaseRow, QueueQuery } from '../store/ports.ts';
import type { CaseWriter } from './case-writer.ts';
import type { QueueEntry } from './staff-view.ts';
import type { Worker } from './worker.ts';
import { dialogueContent, fromBody, reportContent } from './contents.ts';
import { evidenceContent } from './evidence/contents.ts';
import type { FieldValue } from './fields.ts';
import type { KeyRings } from './key-ring.ts';
import { isLinkNote } from './links.ts';
import { paced } from './pacing.ts';
import { caseReference } from './reference.ts';
import type { Sealer } from './seal.ts';

/** One search opens no more cases than this; from `SearchStep.after` it can be gone on with. */
export const MOST_SEARCHED = 300;
const ROWS_AT_ONCE = 50;

export interface Wanted {
  words: string;
  statuses: readonly string[];
  after?: QueueQuery['after'];
}

/** One case was looked into. */
export interface SearchStep {
  looked: number;
  found?: QueueEntry;
  /** The last step of a search that ended before the cases did: where to go on. */
  after?: QueueQuery['after'];
}

/** Looks for words in everything somebody can open: in memory, one case at a time, and keeps nothing. Ends with `signal`. */
export type Search = (worker: Worker, wanted: Wanted, signal: AbortSignal) => AsyncGenerator<SearchStep>;

/** A text as it is compared: case, Thai digits and invisible signs do not matter. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toLowerCase();

/** Whether every word stands somewhere in the texts. */
export function matches(words: string, texts: readonly string[]): boolean {
  const wanted = plainly(words).split(/\s+/).filter(Boolean);
  const whole = plainly(texts.join('\n'));
  return wanted.length > 0 && wanted.every((word) => whole.includes(word));
}

const textsOf = (value: FieldValue | undefined): string[] =>
  value?.of === 'story' ? value.parts.map(({ text }) => text) : value?.of === 'line' ? [value.text] : [];

export function createSearch(deps: {
  port: CasePort;
  rings: KeyRings;
  sealer: Sealer;
  writer: CaseWriter;
}): Search {
  const { port, rings, sealer, writer } = deps;

  /** The case's title and all its texts; nothing of what waits for a release hour. */
  async function opened(row: CaseRow, worker: Worker): Promise<{ title: string; texts: string[] }> {
    const at = { caseId: row.id, ring: 'staff' } as const;
    const ring = await rings.openRing(writer.ringOf(row, 'staff'), at, worker.key);
    const reference = caseReference(row.id);
    const texts = [ring.title, reference, reference.replace('-', '')];
    for (const { ref, item } of await writer.readItems(row, 'staff')) {
      if (ref.pending || item.kind === 'notify') continue;
      const body = await sealer.openItem(item, item, ring);
      if (item.kind === 'report') {
        texts.push(...Object.values(fromBody(reportContent, body).answers).flatMap(textsOf));
      } else if (item.kind === 'evidence') {
        const piece = fromBody(evidenceContent, body);
        if (piece.is === 'place') texts.push(piece.title ?? '', piece.address ?? '');
      } else {
        const line = fromBody(dialogueContent, body);
        if (!isLinkNote(line)) texts.push(line.text ?? '', line.detail ?? '');
      }
    }
    return { title: ring.title, texts };
  }

  /** Looks into one case, unless it is gone or was taken from this person since the list was made. */
  async function look(id: string, worker: Worker, words: string): Promise<QueueEntry | undefined> {
    const row = await port.get(id);
    if (!row?.shown || !row.wraps.some(({ recipient }) => recipient === worker.key.id)) return undefined;
    const { title, texts } = await paced(() => opened(row, worker));
    return matches(words, texts) ? { ...factsOf(row), title } : undefined;
  }

  return async function* search(worker, { words, statuses, after: from }, signal) {
    let after = from;
    for (let looked = 0; ;) {
      const limit = Math.min(ROWS_AT_ONCE, MOST_SEARCHED - looked) + 1;
      const page = await port.queue({ recipient: worker.key.id, statuses, after, limit });
      const rows = page.slice(0, limit - 1);
      for (const [at, { id, due }] of rows.entries()) {
        await turn();
        if (signal.aborted) return;
        const found = await look(id, worker, words);
        looked += 1;
        after = { due, id };
        const ends = looked >= MOST_SEARCHED && (at < rows.length - 1 || page.length === limit);
        yield { looked, ...(found && { found }), ...(ends && { after }) };
      }
      if (page.length < limit || looked >= MOST_SEARCHED) return;
    }
  };
}

function factsOf(row: CaseRow): CaseFacts {
  const { id, kind, category, unit, status, outcome, assignee, received, due, since, unread } = row;
  return { id, kind, category, unit, status, outcome, assignee, received, due, since, unread };
}
