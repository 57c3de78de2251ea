import { z } from 'zod';
import { BoxError, type SecretBox } from '../secret-box.ts';
import type { Person } from './person.ts';

const boxShape = z.object({
  v: z.literal(1),
  /** Confirmed: alerts go there. */
  address: z.string().optional(),
  /** To be confirmed by the code that was mailed there. */
  waiting: z
    .object({ address: z.string(), code: z.string(), day: z.string(), wrong: z.number().int() })
    .optional(),
  /** Codes that were mailed on a day. */
  mailed: z.object({ day: z.string(), count: z.number().int() }).optional(),
  /** LINE's id of the person, linked by a code; `event` is the keyed name of the message that held it. */
  line: z.object({ id: z.string(), event: z.string() }).optional(),
  /** A code to be typed in the chat until this second: its keyed hash. */
  linking: z.object({ code: z.string(), until: z.number().int() }).optional(),
  /** The last alert that did not go by LINE, and why; none once one did. */
  missed: z.object({ day: z.string(), why: z.enum(['quota', 'failed']) }).optional(),
  /** The release hour that was last dealt with, and whether its alert is still owed because it could not be sent. */
  turn: z.object({ release: z.string(), owed: z.boolean() }).optional(),
  /** A process deals with the next one, until this second at most. */
  claimed: z.number().int().optional(),
});
/** Where one person's alerts go, and how far they are. */
export type AlertState = z.infer<typeof boxShape>;

/** The purpose of the box (`createSecretBox`) that alerts' addresses lie in. */
export const ALERT_BOX = 'alert-address';

const EMPTY: AlertState = { v: 1 };
/** Its length would tell who was linked, or owed an alert. */
const PADDED_TO = 1024;
const placeOf = (id: string) => `alert/${id}`;

/**
 * After an address or a LINE account went: whoever has neither has no turns, and begins anew with the next. The count of
 * mailed codes stays, since removing must not give further ones. Undefined: nothing is left.
 */
export function withoutIdleTurn(state: AlertState): AlertState | undefined {
  if (state.address !== undefined || state.line) return state;
  const { v, mailed, waiting, linking } = state;
  return mailed || waiting || linking ? { v, mailed, waiting, linking } : undefined;
}

/** After a LINE account went, with the code for another one. Undefined: nothing is left. */
export function withoutLine(state: AlertState): AlertState | undefined {
  const { line: _account, linking: _code, missed: _last, ...rest } = state;
  return withoutIdleTurn(rest);
}

/** Reads and writes the sealed part of a person's row. */
export interface AlertBox {
  /** Empty for who has none, and after APP_SECRET was replaced. */
  of(person: Person): AlertState;
  /** The person with this state instead; undefined takes it away. */
  put(person: Person, state: AlertState | undefined): Person;
}

export function createAlertBox(box: SecretBox): AlertBox {
  return {
    of({ id, alert }) {
      if (!alert) return EMPTY;
      try {
        return boxShape.parse(JSON.parse(box.open(alert, placeOf(id)).toString('utf8')));
      } catch (error) {
        // The row's own MAC holds, so nobody put it there: it is of another APP_SECRET, and the address is entered anew.
        if (error instanceof BoxError) return EMPTY;
        throw error;
      }
    },
    put(person, state) {
      return { ...person, alert: state && box.seal(padded(JSON.stringify(state)), placeOf(person.id)) };
    },
  };
}

/** Spaces behind JSON mean nothing. */
const padded = (json: string): Buffer =>
  Buffer.from(json.padEnd(Math.ceil(json.length / PADDED_TO) * PADDED_TO));
