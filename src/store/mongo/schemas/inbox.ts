import type { Day } from '../../../clock.ts';
import type { Outcome } from '../../ports.ts';
import { maybeNumber, maybeText, number, schemaOf, text } from './schema.ts';

/** A waiting event, or the id, outcome and day of a finished one. */
export interface EventDoc {
  _id: string;
  /** These six are null once the event is finished. */
  lane: string | null;
  /** Order of arrival, from a counter; only ever compared. */
  place: number | null;
  payload: Buffer | null;
  /** Who holds the claim. */
  owner: string | null;
  /** The `token` of the lane's lock as it was when the claim was made. */
  lock: string | null;
  mark: string | null;
  attempt: number;
  outcome: Outcome | null;
  day: Day;
}

/** The lock of a lane in work or held back; there is none for an idle lane. */
export interface LaneDoc {
  _id: string;
  /** Random, new with every change of hands: what compare-and-set compares. */
  token: string;
  /** The event the lock was taken for. */
  event: string;
  /** ms: nobody else takes the lane before. */
  until: number;
}

export interface SequenceDoc {
  _id: string;
  value: number;
}

export const INBOX_SCHEMAS = {
  events: schemaOf<EventDoc>(
    'event',
    {
      _id: text,
      lane: maybeText,
      place: maybeNumber,
      payload: { type: Buffer, default: null },
      owner: maybeText,
      lock: maybeText,
      mark: maybeText,
      attempt: number,
      outcome: maybeText,
      day: text,
    },
    [{ key: { place: 1 } }, { key: { outcome: 1, day: 1 } }],
  ),
  lanes: schemaOf<LaneDoc>('lane', { _id: text, token: text, event: text, until: number }),
  sequences: schemaOf<SequenceDoc>('sequence', { _id: text, value: number }),
} as const;
