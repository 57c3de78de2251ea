import { DESCRIPTIONS, numberAt, type Bytes } from './descriptions.ts';

/** Takes messages out of the packets of one codec. */
export interface PacketCleaner {
  /** What a decoder must know beforehand, without messages. */
  description: Bytes | undefined;
  /** The packet without messages; undefined when nothing else was in it. Throws RangeError when it is damaged. */
  packet(data: Uint8Array): Uint8Array | undefined;
}

/** Codecs whose packets hold nothing but pictures and sound. */
const PLAIN = new Set([
  'vp8',
  'vp9',
  'aac',
  'opus',
  'mp3',
  'pcm-u8',
  'pcm-s8',
  'pcm-s16',
  'pcm-s16be',
  'pcm-s24',
  'pcm-s24be',
  'pcm-s32',
  'pcm-s32be',
  'pcm-f32',
  'pcm-f32be',
  'ulaw',
  'alaw',
]);

/**
 * The cleaner for a codec; undefined for one that can carry messages this program does not know how to find. H.264 and
 * H.265 carry them as SEI units, where cameras and dash cams put their names, times and coordinates.
 */
export function packetCleaner(
  codec: string,
  given: AllowSharedBufferSource | undefined,
): PacketCleaner | undefined {
  const whole = given && copyOf(given);
  const shorten = DESCRIPTIONS[codec];
  const description = whole && shorten?.(whole);
  // ADTS says in each packet what elsewhere stands in front.
  if (whole && shorten && !description) return undefined;
  if (PLAIN.has(codec)) return { description, packet: (data) => data };
  const units = UNITS[codec];
  if (!units || !whole || !description) return undefined;
  const lengthBytes = ((whole[units.lengthAt] ?? 0) & 3) + 1;
  return { description, packet: (data) => withoutUnits(data, lengthBytes, units.isMessage) };
}

function copyOf(source: AllowSharedBufferSource): Bytes {
  return ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : Uint8Array.from(new Uint8Array(source));
}

/** Codecs whose packets are units: where the description says how long a unit's length is, and which units to drop. */
const UNITS: Partial<Record<string, { lengthAt: number; isMessage: (unit: Uint8Array) => boolean }>> = {
  avc: {
    lengthAt: 4,
    // 6: SEI. 12: filler. 0 and 24 to 31: not specified, so anything.
    isMessage: (unit) => {
      const type = (unit[0] ?? 0) & 0x1f;
      return type === 0 || type === 6 || type === 12 || type >= 24;
    },
  },
  hevc: {
    lengthAt: 21,
    // 38: filler. 39, 40: SEI. 41 and above: reserved or not specified, so anything.
    isMessage: (unit) => (((unit[0] ?? 0) >> 1) & 0x3f) >= 38,
  },
};

function withoutUnits(
  data: Uint8Array,
  lengthBytes: number,
  isMessage: (unit: Uint8Array) => boolean,
): Uint8Array | undefined {
  const kept: Uint8Array[] = [];
  for (let place = 0; place < data.length;) {
    const start = place + lengthBytes;
    const end = start + numberAt(data, place, lengthBytes);
    if (end > data.length) throw new RangeError('damaged');
    if (!isMessage(data.subarray(start, end))) kept.push(data.subarray(place, end));
    place = end;
  }
  return kept.length === 0 ? undefined : Buffer.concat(kept);
}
