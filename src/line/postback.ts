import type { Press } from '../conversation/reply.ts';
import { LIMITS } from './limit-table.ts';

/** Buttons live in chats for years: a new form gets a new number, and old data is then unknown, not misread. */
const VERSION = 's1';
const NAME = /^[a-z0-9-]{1,40}$/;
/** What `encodeURIComponent` gives: ASCII, and no colon. */
const FIELD = /^([vd])=([A-Za-z0-9\-_.!~*'()%]*)$/;

/**
 * A press as the data of a postback: `s1:flow:act`, then `:v=value` and `:d=draft` if given. ASCII, at most 300
 * units. Throws RangeError when it is longer, or flow or act is no name of lower-case ASCII, digits and `-` (1 to 40).
 */
export function encodePress({ flow, act, value, draft }: Press): string {
  if (!NAME.test(flow) || !NAME.test(act))
    throw new RangeError('flow and act of a press must be short names');
  const fields = Object.entries({ v: value, d: draft }).flatMap(([key, text]) =>
    text === undefined ? [] : [`${key}=${encodeURIComponent(text.toWellFormed())}`],
  );
  const data = [VERSION, flow, act, ...fields].join(':');
  if (data.length > LIMITS.data.max) {
    throw new RangeError(`a press of ${flow} ${act} takes ${data.length} of ${LIMITS.data.max} units`);
  }
  return data;
}

/** The press that `data` stands for; undefined for anything `encodePress` would not have written. Never throws. */
export function decodePress(data: string): Press | undefined {
  if (data.length > LIMITS.data.max) return undefined;
  const [version, flow = '', act = '', ...fields] = data.split(':');
  if (version !== VERSION) return undefined;
  const press: Press = { flow, act };
  try {
    for (const field of fields) {
      const [, key, text] = FIELD.exec(field) ?? [];
      if (key === undefined || text === undefined) return undefined;
      press[key === 'v' ? 'value' : 'draft'] = decodeURIComponent(text);
    }
    return encodePress(press) === data ? press : undefined;
  } catch {
    return undefined; // broken percent-encoding, or a name that is none
  }
}
