import { parseCode, type TrackingCode } from '../../cases/tracking.ts';
import { foldDigits, SEPARATOR } from '../../cases/typed-text.ts';

const DIGITS = 20;
const RUN = new RegExp(String.raw`\d(?:[${SEPARATOR}]{0,3}\d)*`, 'gu');

/**
 * Whether a tracking code stands anywhere in a text, also beside others or inside a longer number. Such a text is not
 * taken into a draft: whoever reads the report could open the case of that code.
 */
export function holdsCode(text: string): boolean {
  return (foldDigits(text).match(RUN) ?? []).some((run) => {
    const digits = run.replace(/\D/g, '');
    for (let at = 0; at + DIGITS <= digits.length; at += 1) {
      if (parseCode(digits.slice(at, at + DIGITS)).code) return true;
    }
    return false;
  });
}

/** What a text is that should be a code and nothing else; undefined when it is something else. */
export function bareCode(text: string): { code: TrackingCode } | 'mistyped' | undefined {
  const { code, problem } = parseCode(text);
  if (code) return { code };
  return problem === 'check' ? 'mistyped' : undefined;
}
