/**
 * How people type and paste: Thai and full-width digits mean the same as 0–9, and spaces, dashes and signs without a
 * width (which LINE and word processors add) mean nothing. Nothing else is forgiven.
 */
export function foldDigits(text: string): string {
  return text.replace(/[๐-๙０-９]/g, (sign) => {
    const first = sign >= '０' ? 0xff10 : 0x0e50;
    return String(sign.charCodeAt(0) - first);
  });
}

/** One sign that means nothing between the signs of a code; as the inside of a character class, for `u` expressions. */
export const SEPARATOR = String.raw`\s\p{Pd}\u2212\p{Cf}`;

const SEPARATORS = new RegExp(`[${SEPARATOR}]+`, 'gu');

/** The text with digits folded and separators left out. */
export function bareSigns(text: string): string {
  return foldDigits(text).replace(SEPARATORS, '');
}

/** Signs of Crockford's base 32 as they are meant: capital letters, O for 0, I and L for 1. Others stay as they are. */
export const crockfordSigns = (text: string): string =>
  bareSigns(text).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
