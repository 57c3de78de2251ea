import { constants, deflateSync, inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFNumber, PDFRawStream, PDFStream, type PDFObject } from '@cantoo/pdf-lib';
import { MAX_UNPACKED } from '../limits.ts';
import { cannot } from '../outcome.ts';
import { name } from './pdf-parts.ts';

/** By colour space: how many samples a pixel has, and which of them are paper. Readers blur edges: paper shows least. */
const SPACES: Partial<Record<string, { samples: number; paper: number }>> = {
  '/DeviceGray': { samples: 1, paper: 255 },
  '/CalGray': { samples: 1, paper: 255 },
  '/DeviceRGB': { samples: 3, paper: 255 },
  '/CalRGB': { samples: 3, paper: 255 },
  '/DeviceCMYK': { samples: 4, paper: 0 },
  '/Indexed': { samples: 1, paper: 0 },
};
const SPACES_BY_SAMPLES = ['', '/DeviceGray', '', '/DeviceRGB', '/DeviceCMYK'];

/**
 * A picture loses its colours where its mask lets nothing of it be seen, when both have samples of one byte and the same size
 * and are packed as PNG is. Others stay as they are. Ends with `parts` for one that cannot be unpacked or is too large.
 */
export function blankBelowMask(picture: PDFRawStream): void {
  const mask = picture.dict.lookup(name('SMask'));
  const space = SPACES[spaceOf(picture.dict.lookup(name('ColorSpace')))];
  if (!(mask instanceof PDFRawStream) || !space || !isPlain(mask)) return;
  const [alpha, pixels] = [samplesOf(mask, 1), samplesOf(picture, space.samples)];
  if (!alpha || !pixels || alpha.length * space.samples !== pixels.length) return;
  let isChanged = false;
  for (let at = alpha.indexOf(0); at >= 0; at = alpha.indexOf(0, at + 1)) {
    const pixel = pixels.subarray(at * space.samples, (at + 1) * space.samples);
    isChanged ||= pixel.some((sample) => sample !== space.paper);
    pixel.fill(space.paper);
  }
  if (!isChanged) return;
  picture.dict.set(name('Filter'), name('FlateDecode'));
  picture.dict.delete(name('DecodeParms'));
  (picture as { contents: Uint8Array }).contents = deflateSync(pixels);
}

function spaceOf(space: PDFObject | undefined): string {
  if (!(space instanceof PDFArray)) return String(space);
  const profile = String(space.lookup(0)) === '/ICCBased' && space.lookup(1);
  return profile instanceof PDFStream
    ? (SPACES_BY_SAMPLES[numberOf(profile.dict, 'N')] ?? '')
    : String(space.lookup(0));
}

/** Whether nought means that nothing is seen. */
function isPlain(mask: PDFRawStream): boolean {
  const decode = mask.dict.lookup(name('Decode'));
  return !(decode instanceof PDFArray) || String(decode.get(0)) === '0';
}

function numberOf(dict: PDFDict, key: string): number {
  const value = dict.lookup(name(key));
  return value instanceof PDFNumber ? value.asNumber() : 0;
}

const ROWS_AS_IN_PNG = 10;

/** The samples of a picture, a byte each. Undefined: it is written in another way. */
function samplesOf({ dict, contents }: PDFRawStream, samples: number): Buffer | undefined {
  const [width, height] = [numberOf(dict, 'Width'), numberOf(dict, 'Height')];
  const filter = dict.lookup(name('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  const given = dict.lookup(name('DecodeParms'));
  const how = given instanceof PDFArray ? given.lookup(0) : given;
  if (String(only) !== '/FlateDecode' || numberOf(dict, 'BitsPerComponent') !== 8) return undefined;
  const predictor = how instanceof PDFDict ? numberOf(how, 'Predictor') : 0;
  const row = width * samples;
  const isPng = predictor >= ROWS_AS_IN_PNG;
  if (!isPng && predictor > 1) return undefined;
  if (isPng && how instanceof PDFDict && numberOf(how, 'Columns') !== width) return undefined;
  if (isPng && how instanceof PDFDict && (numberOf(how, 'Colors') || 1) !== samples) return undefined;
  const length = (row + (isPng ? 1 : 0)) * height;
  if (length > MAX_UNPACKED) return cannot('parts');
  const unpacked = unpackedOf(contents, length);
  if (unpacked.length < length) return undefined;
  return isPng ? withoutPredictions(unpacked, row, samples) : unpacked.subarray(0, length);
}

function unpackedOf(contents: Uint8Array, length: number): Buffer {
  try {
    // Some writers put a line's end behind the pixels.
    return inflateSync(contents, { maxOutputLength: length + 16, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return cannot('parts');
  }
}

/** PNG's filters: each row says in its first byte from which neighbours its samples are foretold. */
function withoutPredictions(rows: Buffer, row: number, samples: number): Buffer {
  const plain = Buffer.alloc(Math.floor(rows.length / (row + 1)) * row);
  for (let n = 0; n * row < plain.length; n += 1) {
    const kind = rows[n * (row + 1)]!;
    for (let x = 0; x < row; x += 1) {
      const at = n * row + x;
      const left = x < samples ? 0 : plain[at - samples]!;
      const above = n === 0 ? 0 : plain[at - row]!;
      const corner = n === 0 || x < samples ? 0 : plain[at - row - samples]!;
      plain[at] = rows[n * (row + 1) + 1 + x]! + foretold(kind, left, above, corner);
    }
  }
  return plain;
}

function foretold(kind: number, left: number, above: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return above;
  if (kind === 3) return (left + above) >> 1;
  if (kind !== 4) return 0;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(left + above - corner - each)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
