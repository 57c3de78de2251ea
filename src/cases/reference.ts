const DIGITS = 8;

/**
 * A short name of a case for people to say: `4821-7730`, the same for the same case. It opens nothing and is not
 * unique for certain: staff find the case among those they may see. The tracking code is something else.
 */
export function caseReference(caseId: string): string {
  const number = BigInt(`0x${caseId.slice(0, 16)}`) % 10n ** BigInt(DIGITS);
  const digits = number.toString().padStart(DIGITS, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
