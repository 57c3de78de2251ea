import { seedOf, type Identity } from './age.ts';
import { SealError } from './seal-error.ts';

export const RING_NAMES = ['staff', 'reporter'] as const;
export type RingName = (typeof RING_NAMES)[number];

/** What one wrap holds once it is opened. */
export interface WrapContent {
  caseId: string;
  ring: RingName;
  generation: number;
  recipientId: string;
  /** Empty in a reporter ring. */
  title: string;
  identity: Identity;
}

/** Size of every wrap's plaintext in bytes, whatever the title. */
export const WRAP_BYTES = 768;
/** A title may have this many bytes as a JSON text without its quotes: 120 Thai signs. */
export const MAX_TITLE_BYTES = 360;

const FIRST_LINE = '# suetrong key ring, version 1';
const FORM =
  /^# case: ([\w-]{1,64})\n# ring: (staff|reporter)\n# generation: ([1-9]\d{0,8})\n# recipient: ([\w-]{1,64})\n# title: (".*")\n(AGE-SECRET-KEY-PQ-1[0-9A-Z]+)\n+$/;

/**
 * The plaintext of a wrap. It is an identity file of the age tool as it stands, with what it is bound to in comments
 * and empty lines behind: `age -d -i me.key wrap.age > ring.key`, then `age -d -i ring.key item.age`.
 * Throws RangeError when the title is longer than MAX_TITLE_BYTES.
 */
export function writeWrap(content: WrapContent): Uint8Array {
  const text = [
    FIRST_LINE,
    `# case: ${content.caseId}`,
    `# ring: ${content.ring}`,
    `# generation: ${content.generation}`,
    `# recipient: ${content.recipientId}`,
    `# title: ${JSON.stringify(content.title)}`,
    content.identity,
    '',
  ].join('\n');
  if (titleBytes(content.title) > MAX_TITLE_BYTES) throw new RangeError('the title is too long for a wrap');
  const bytes = Buffer.alloc(WRAP_BYTES, '\n');
  if (bytes.write(text, 'utf8') !== Buffer.byteLength(text)) throw new RangeError('the wrap is too small');
  return Uint8Array.from(bytes);
}

/** Reads what `writeWrap` wrote. Throws SealError `unreadable`. */
export function readWrap(plain: Uint8Array): WrapContent {
  const text = Buffer.from(plain).toString('utf8');
  const found = text.startsWith(`${FIRST_LINE}\n`) ? FORM.exec(text.slice(FIRST_LINE.length + 1)) : null;
  if (plain.byteLength !== WRAP_BYTES || !found) throw new SealError('unreadable');
  const [, caseId = '', ring, generation, recipientId = '', title = '', identity = ''] = found;
  seedOf(identity);
  return {
    caseId,
    ring: ring as RingName,
    generation: Number(generation),
    recipientId,
    title: readTitle(title),
    identity,
  };
}

function readTitle(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    throw new SealError('unreadable');
  }
}

/** A title that fits into a wrap: on one line, and cut between two signs, with `…`, where it is too long. */
export function clipTitle(text: string): string {
  const line = text.toWellFormed().replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  if (titleBytes(line) <= MAX_TITLE_BYTES) return line;
  let clipped = '';
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(line)) {
    if (titleBytes(`${clipped}${segment}…`) > MAX_TITLE_BYTES) break;
    clipped += segment;
  }
  return `${clipped.trimEnd()}…`;
}

function titleBytes(title: string): number {
  return Buffer.byteLength(JSON.stringify(title)) - 2;
}
