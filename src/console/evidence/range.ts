/** What a `Range` header asks for. `whole` also for what we do not understand: RFC 9110 lets a server ignore it. */
export type Asked = 'whole' | 'impossible' | { start: number; end: number };

/** One run of bytes, as players ask for it; `end` is not included. */
export function readRange(header: string | undefined, size: number): Asked {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'impossible' : { start: size - length, end: size };
  }
  const start = Number(first);
  if (start >= size) return 'impossible';
  if (last !== '' && Number(last) < start) return 'whole';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
