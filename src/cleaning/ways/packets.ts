type Bytes = Uint8Array<ArrayBuffer>;

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
  const description = given && copyOf(given);
  if (PLAIN.has(codec)) return { description, packet: (data) => data };
  if (codec === 'avc') return description && avcCleaner(description);
  if (codec === 'hevc') return description && hevcCleaner(description);
  return undefined;
}

function copyOf(source: AllowSharedBufferSource): Bytes {
  return ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : Uint8Array.from(new Uint8Array(source));
}

/** AVCDecoderConfigurationRecord, ISO 14496-15. */
function avcCleaner(description: Bytes): PacketCleaner | undefined {
  const lengthBytes = ((description[4] ?? 0) & 3) + 1;
  // 6: SEI. 12: filler. 0 and 24 to 31: not specified, so anything.
  const isMessage = (unit: Uint8Array) => {
    const type = (unit[0] ?? 0) & 0x1f;
    return type === 0 || type === 6 || type === 12 || type >= 24;
  };
  return description.length < 7
    ? undefined
    : { description, packet: (data) => withoutUnits(data, lengthBytes, isMessage) };
}

const HEVC_ARRAYS = 22;

/** HEVCDecoderConfigurationRecord, ISO 14496-15. */
function hevcCleaner(description: Bytes): PacketCleaner | undefined {
  if (description.length <= HEVC_ARRAYS) return undefined;
  const lengthBytes = ((description[HEVC_ARRAYS - 1] ?? 0) & 3) + 1;
  // 38: filler. 39, 40: SEI. 41 and above: reserved or not specified, so anything.
  const isMessage = (unit: Uint8Array) => (((unit[0] ?? 0) >> 1) & 0x3f) >= 38;
  return {
    description: withoutArrays(description),
    packet: (data) => withoutUnits(data, lengthBytes, isMessage),
  };
}

/** Keeps the arrays of parameter sets (32 to 34); an array of SEI units goes. */
function withoutArrays(description: Bytes): Bytes {
  const kept: Uint8Array[] = [];
  let place = HEVC_ARRAYS + 1;
  for (let array = 0; array < description[HEVC_ARRAYS]!; array += 1) {
    const start = place;
    const type = (description[place] ?? 0) & 0x3f;
    const units = numberAt(description, place + 1, 2);
    place += 3;
    for (let unit = 0; unit < units; unit += 1) place += 2 + numberAt(description, place, 2);
    if (place > description.length) throw new RangeError('damaged');
    if (type >= 32 && type <= 34) kept.push(description.subarray(start, place));
  }
  const front = Uint8Array.from(description.subarray(0, HEVC_ARRAYS + 1));
  front[HEVC_ARRAYS] = kept.length;
  return Uint8Array.from(Buffer.concat([front, ...kept]));
}

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

function numberAt(bytes: Uint8Array, place: number, length: number): number {
  if (place + length > bytes.length) throw new RangeError('damaged');
  return bytes.subarray(place, place + length).reduce((number, byte) => number * 256 + byte, 0);
}
