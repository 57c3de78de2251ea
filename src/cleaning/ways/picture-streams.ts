import { cannot } from '../outcome.ts';

/** Of all segments that programs may add, a decoder needs one: Adobe's, which says how colours are coded. */
const ADOBE = 0xee;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const END = 0xd9;

/**
 * A JPEG stream without EXIF, XMP, IPTC, comments and whatever follows its end; the picture stays byte for byte. Ends with
 * `parts` for a stream it cannot follow.
 */
export function withoutJpegMessages(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return cannot('parts');
  let place = 2;
  while (place + 4 <= bytes.length) {
    if (bytes[place] !== 0xff) return cannot('parts');
    const marker = bytes[place + 1]!;
    if (marker === 0xff) {
      place += 1; // filling
      continue;
    }
    if (marker === END) {
      parts.push(bytes.subarray(place, place + 2));
      return Buffer.concat(parts);
    }
    const end = place + 2 + bytes[place + 2]! * 256 + bytes[place + 3]!;
    if (end > bytes.length) return cannot('parts');
    const isApp = marker >= 0xe0 && marker <= 0xef;
    const wanted = isApp ? marker === ADOBE : marker !== COMMENT;
    if (wanted) parts.push(bytes.subarray(place, end));
    place = end;
    if (marker === START_OF_SCAN) {
      const next = afterScan(bytes, place);
      parts.push(bytes.subarray(place, next));
      place = next;
    }
  }
  const isEnd = bytes[place] === 0xff && bytes[place + 1] === END;
  parts.push(isEnd ? bytes.subarray(place, place + 2) : Uint8Array.of(0xff, END));
  return Buffer.concat(parts);
}

/** The next marker after coded pixels; 0 and restart marks belong to them. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let place = from; place + 1 < bytes.length; place += 1) {
    const mark = bytes[place + 1]!;
    if (bytes[place] === 0xff && mark !== 0 && mark !== 0xff && !(mark >= 0xd0 && mark <= 0xd7)) return place;
  }
  return bytes.length;
}

/** JPEG 2000: boxes that say something beside the picture are blanked in place. A bare code stream has none. */
export function withoutJp2Messages(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  const clean = Buffer.from(bytes);
  for (let place = 0; place + 8 <= clean.length;) {
    const length = clean.readUInt32BE(place);
    const type = clean.toString('latin1', place + 4, place + 8);
    const end = length === 0 ? clean.length : place + length;
    if (length === 1 || (length !== 0 && length < 8) || end > clean.length) return cannot('parts');
    if (['xml ', 'uuid', 'uinf', 'jp2i', 'asoc'].includes(type)) {
      clean.write('free', place + 4, 'latin1');
      clean.fill(0, place + 8, end);
    }
    place = end;
  }
  return clean;
}
