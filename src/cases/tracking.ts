import { randomBytes } from 'node:crypto';
import { dammDigit } from './damm.ts';
import { bareSigns, foldDigits, SEPARATOR } from './typed-text.ts';

declare const code: unique symbol;
/**
 * A tracking code: 20 digits 0–9, the last a Damm check digit; 19 random ones are 63 bits. Whoever has it is the
 * reporter. It is never stored, never in a URL, never in a log.
 */
export type TrackingCode = string & { readonly [code]: true };

/** `signs`: something is no digit; `length`: not 20 digits; `check`: a digit is wrong or two were swapped. */
export type CodeProblem = 'signs' | 'length' | 'check';
export type CodeReading =
  { code: TrackingCode; problem?: undefined } | { code?: undefined; problem: CodeProblem };

const DIGITS = 20;
const LONGEST_TEXT = 400;

/** A new code from the system's random source, every code equally likely. `random` is for tests. */
export function newCode(random: (bytes: number) => Uint8Array = randomBytes): TrackingCode {
  let digits = '';
  while (digits.length < DIGITS - 1) {
    for (const byte of random(DIGITS)) {
      // 250 to 255 are thrown away: keeping them would make the digits 0 to 5 likelier.
      if (byte < 250 && digits.length < DIGITS - 1) digits += String(byte % 10);
    }
  }
  return `${digits}${dammDigit(digits)}` as TrackingCode;
}

/** The code as people see it: `1234 5678 9012 3456 7890`. */
export function formatCode(code: TrackingCode): string {
  return (code.match(/\d{4}/g) ?? []).join(' ');
}

/**
 * Reads a text that should be a code and nothing else: Arabic, Thai or full-width digits; spaces, line breaks,
 * dashes and signs without a width are ignored.
 */
export function parseCode(text: string): CodeReading {
  if (text.length > LONGEST_TEXT) return { problem: 'length' };
  const digits = bareSigns(text);
  if (/\D/.test(digits)) return { problem: 'signs' };
  if (digits.length !== DIGITS) return { problem: 'length' };
  return dammDigit(digits) === 0 ? { code: digits as TrackingCode } : { problem: 'check' };
}

// Digits with at most three separators between them, on one line. No nested repetition: linear in the text.
const DIGIT_RUN = new RegExp(String.raw`\d(?:(?:(?!\n)[${SEPARATOR}]){0,3}\d)*`, 'gu');

/**
 * Finds a code in a chat message. Undefined when the message holds no run of exactly 20 digits, or more than one;
 * `check` when the only such run is not a code, which means that it was mistyped. Shorter and longer runs (years,
 * telephone numbers, accounts) do not disturb.
 */
export function findCodeIn(text: string): CodeReading | undefined {
  const whole = parseCode(text);
  if (whole.problem === undefined || whole.problem === 'check') return whole;
  const readings = (foldDigits(text).match(DIGIT_RUN) ?? [])
    .map(parseCode)
    .filter(({ problem }) => problem === undefined || problem === 'check');
  return readings.length === 1 ? readings[0] : undefined;
}
