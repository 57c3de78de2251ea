import { soundDescription } from './aac-description.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * What a decoder of one codec must know beforehand, written anew from what it needs, without what hangs behind it.
 * Undefined: it cannot be told what hangs behind. Throws RangeError when it is damaged.
 */
type Shorten = (description: Bytes) => Bytes | undefined;

/** By codec; a codec that is missing needs no description. */
export const DESCRIPTIONS: Partial<Record<string, Shorten>> = {
  avc: avcDescription,
  hevc: hevcDescription,
  aac: soundDescription,
  opus: opusDescription,
};

const SPS = 7;
const PPS = 8;
/** Profiles whose record says, behind the parameter sets, how deep their colours are. */
const DEEP_PROFILES = new Set([100, 110, 122, 144]);

/** AVCDecoderConfigurationRecord, ISO 14496-15. Sets of an extra picture (transparency) go: no film shows it. */
function avcDescription(given: Bytes): Bytes | undefined {
  if (given.length < 7) return undefined;
  const pictures = setsIn(given, 6, given[5]! & 0x1f, (unit) => (unit[0]! & 0x1f) === SPS);
  const more = numberAt(given, pictures.end, 1);
  const details = setsIn(given, pictures.end + 1, more, (unit) => (unit[0]! & 0x1f) === PPS);
  const [chroma, luma, colour] = given.subarray(details.end, details.end + 3);
  const deep = DEEP_PROFILES.has(given[1]!) && colour !== undefined;
  return joined(
    [...given.subarray(0, 4), 0xfc | (given[4]! & 3), 0xe0 | pictures.sets.length],
    ...pictures.sets,
    [details.sets.length],
    ...details.sets,
    deep ? [0xfc | (chroma! & 3), 0xf8 | (luma! & 7), 0xf8 | (colour & 7), 0] : [],
  );
}

const HEVC_ARRAYS = 22;

/** HEVCDecoderConfigurationRecord, ISO 14496-15: the arrays of parameter sets (32 to 34), and of each what is one. */
function hevcDescription(given: Bytes): Bytes | undefined {
  if (given.length <= HEVC_ARRAYS) return undefined;
  const kept: (Uint8Array | number[])[][] = [];
  let place = HEVC_ARRAYS + 1;
  for (let array = 0; array < given[HEVC_ARRAYS]!; array += 1) {
    const type = numberAt(given, place, 1) & 0x3f;
    const { sets, end } = setsIn(
      given,
      place + 3,
      numberAt(given, place + 1, 2),
      (unit) => ((unit[0]! >> 1) & 0x3f) === type,
    );
    const head = [given[place]! & 0xbf, sets.length >> 8, sets.length & 0xff];
    if (type >= 32 && type <= 34) kept.push([head, ...sets]);
    place = end;
  }
  return joined(given.subarray(0, HEVC_ARRAYS), [kept.length], ...kept.flat());
}

/** OpusHead, RFC 7845: 19 bytes, and where each channel goes when that is not plain. */
function opusDescription(given: Bytes): Bytes {
  const [channels, family] = [numberAt(given, 9, 1), numberAt(given, 18, 1)];
  return given.slice(0, family === 0 ? 19 : 21 + channels);
}

/** So many units with their lengths in two bytes in front; of them those that are wanted, and where the next thing stands. */
function setsIn(
  bytes: Bytes,
  from: number,
  count: number,
  isWanted: (unit: Uint8Array) => boolean,
): { sets: Uint8Array[]; end: number } {
  const sets: Uint8Array[] = [];
  let place = from;
  for (let n = 0; n < count; n += 1) {
    const end = place + 2 + numberAt(bytes, place, 2);
    if (end > bytes.length) throw new RangeError('damaged');
    if (end > place + 2 && isWanted(bytes.subarray(place + 2, end))) sets.push(bytes.subarray(place, end));
    place = end;
  }
  return { sets, end: place };
}

const joined = (...parts: (Uint8Array | number[])[]): Bytes =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Uint8Array.from(part))));

/** A number of so many bytes, big end first. Throws RangeError where there are none. */
export function numberAt(bytes: Uint8Array, place: number, length: number): number {
  if (place + length > bytes.length) throw new RangeError('damaged');
  return bytes.subarray(place, place + length).reduce((number, byte) => number * 256 + byte, 0);
}
