import { inflateRawSync, inflateSync, constants } from 'node:zlib';
import { unzipSync } from 'fflate';

/** What the corpus hides in its files, and what must not be found in what is kept. None of it is a person's. */
export const NEEDLE = {
  author: 'Needle-Author-7f3a',
  serial: 'SN-NEEDLE-90417',
  latitude: '16.443217',
  longitude: '102.835961',
  time: '2026:11:21 23:47:19',
} as const;
const TEXTS = Object.values(NEEDLE);

/** The coordinates as EXIF writes them: degrees, minutes, hundredths of seconds; big end first or last. */
export const RATIONALS = {
  latitude: [
    [16, 1],
    [26, 1],
    [3558, 100],
  ],
  longitude: [
    [102, 1],
    [50, 1],
    [946, 100],
  ],
} as const;

export function rationalBytes(values: readonly (readonly number[])[], little: boolean): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.flat().forEach((number, n) => {
    if (little) bytes.writeUInt32LE(number, n * 4);
    else bytes.writeUInt32BE(number, n * 4);
  });
  return bytes;
}

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** The part of a text's Base64 that does not depend on what stands around it, for each of the three places. */
const base64 = (text: string) =>
  [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
    return Buffer.from(coded.slice(4, -4), 'latin1');
  });

const hexadecimal = (bytes: Buffer) => {
  const text = bytes.toString('hex');
  return [Buffer.from(text), Buffer.from(text.toUpperCase())];
};

const PATTERNS: { what: string; bytes: Buffer }[] = [
  ...TEXTS.flatMap((text) => [
    { what: text, bytes: Buffer.from(text) },
    { what: `${text} in UTF-16LE`, bytes: Buffer.from(text, 'utf16le') },
    { what: `${text} in UTF-16BE`, bytes: swapped(text) },
    ...hexadecimal(Buffer.from(text)).map((bytes) => ({ what: `${text} in hexadecimal`, bytes })),
    // As PDF writes it.
    ...hexadecimal(swapped(text)).map((bytes) => ({ what: `${text} in hexadecimal UTF-16`, bytes })),
    ...base64(text).map((bytes) => ({ what: `${text} in Base64`, bytes })),
  ]),
  ...[true, false].flatMap((little) =>
    Object.entries(RATIONALS).map(([what, values]) => ({
      what: `${what} as rationals`,
      bytes: rationalBytes(values, little),
    })),
  ),
];

/** Everything hidden that is found in some bytes: as they are, and in whatever in them is packed. */
export function found(bytes: Uint8Array, depth = 2): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const here = PATTERNS.filter((pattern) => buffer.includes(pattern.bytes)).map(({ what }) => what);
  if (depth === 0) return here;
  return [...new Set([...here, ...unpacked(buffer).flatMap((inner) => found(inner, depth - 1))])];
}

const LIMIT = { maxOutputLength: 4 * 1024 * 1024, finishFlush: constants.Z_SYNC_FLUSH };

/** Members of a zip file, and every run that unpacks as zlib or deflate behind a PDF's or PNG's marks. */
function unpacked(buffer: Buffer): Buffer[] {
  const inner: Buffer[] = [];
  if (buffer.toString('latin1', 0, 4) === 'PK\x03\x04') {
    try {
      inner.push(...Object.values(unzipSync(buffer)).map((part) => Buffer.from(part)));
    } catch {
      return inner; // damaged on purpose
    }
  }
  for (let place = buffer.indexOf(0x78); place >= 0; place = buffer.indexOf(0x78, place + 1)) {
    if ((0x7800 + (buffer[place + 1] ?? 0)) % 31 !== 0) continue;
    for (const inflate of [inflateSync, inflateRawSync]) {
      try {
        const out = inflate(buffer.subarray(inflate === inflateSync ? place : place + 2), LIMIT);
        if (out.length > 8) inner.push(out);
        break;
      } catch {
        continue; // no packed run begins here
      }
    }
  }
  return inner;
}
