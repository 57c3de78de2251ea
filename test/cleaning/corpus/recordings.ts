import {
  AdtsOutputFormat,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  MovOutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
  type MetadataTags,
  type OutputFormat,
} from 'mediabunny';
import { NEEDLE } from './needles.ts';
import { riff } from './pictures.ts';

const TAGS: MetadataTags = {
  artist: NEEDLE.author,
  comment: `${NEEDLE.latitude} ${NEEDLE.longitude}`,
  description: NEEDLE.serial,
};

const SPS = Buffer.from('6742000af841a2', 'hex');
const PPS = Buffer.from('68ce3880', 'hex');
const AVCC = Buffer.concat([
  Buffer.from([1, 0x42, 0, 0x0a, 0xff, 0xe1, 0, SPS.length]),
  SPS,
  Buffer.from([1, 0, PPS.length]),
  PPS,
  Buffer.from(`behind the sets: ${NEEDLE.serial}`),
]);

/** H.265's: a set of pictures, a message that says it is one more, and a list of messages. */
const hevcUnit = (type: number, words: string) =>
  Buffer.concat([Buffer.of(0, words.length + 2, type << 1, 1), Buffer.from(words, 'latin1')]);
const HEVC_SET = hevcUnit(33, '0123456789');
const HVCC = Buffer.concat([
  Buffer.from('010160000000b000000000005df000fcfdf8f800000f02', 'hex'),
  Buffer.from([0x80 | 33, 0, 2]),
  HEVC_SET,
  hevcUnit(39, NEEDLE.author),
  Buffer.from([39, 0, 1]),
  hevcUnit(39, NEEDLE.latitude),
  Buffer.from(NEEDLE.serial),
]);

const unit = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
/** An SEI unit as dash cams write it: coordinates and serial number between the pictures. */
const message = (): Buffer => {
  const words = Buffer.from(
    `0123456789abcdef${NEEDLE.latitude} ${NEEDLE.longitude} ${NEEDLE.serial}`,
    'latin1',
  );
  return unit(Buffer.concat([Buffer.of(6, 5, words.length), words, Buffer.of(0x80)]));
};

/** Pictures that no decoder shows, but every container carries. */
function film(n: number, bytes: number): EncodedPacket {
  const picture = Buffer.alloc(bytes, n % 251);
  picture[0] = n % 10 === 0 ? 0x65 : 0x41;
  const data = Buffer.concat([message(), unit(picture)]);
  return new EncodedPacket(data, n % 10 === 0 ? 'key' : 'delta', n / 25, 1 / 25);
}
const sound = (n: number): EncodedPacket => new EncodedPacket(Buffer.alloc(100, n), 'key', n * 0.02, 0.02);

const AAC = {
  codec: 'mp4a.40.2',
  numberOfChannels: 1,
  sampleRate: 48_000,
  description: Buffer.concat([Buffer.of(0x11, 0x88), Buffer.from(NEEDLE.latitude)]),
};
const OPUS = {
  codec: 'opus',
  numberOfChannels: 1,
  sampleRate: 48_000,
  description: Buffer.from(`OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0${NEEDLE.latitude}`, 'latin1'),
};
const HEVC = { codec: 'hev1.1.6.L93.B0', codedWidth: 128, codedHeight: 96, description: HVCC };
const AVC = { codec: 'avc1.42000a', codedWidth: 128, codedHeight: 96, description: AVCC };

/** A film in H.265, as newer phones take them. */
export async function hidingHevc(): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource('hevc');
  output.addVideoTrack(source);
  await output.start();
  const words = Buffer.from(`\x4e\x01\x05 ${NEEDLE.longitude} ${NEEDLE.serial}`, 'latin1');
  for (let n = 0; n < 20; n += 1) {
    const picture = Buffer.alloc(200, n);
    picture[0] = n % 10 === 0 ? 19 << 1 : 1 << 1;
    const data = Buffer.concat([unit(words), unit(picture)]);
    const packet = new EncodedPacket(data, n % 10 === 0 ? 'key' : 'delta', n / 25, 1 / 25);
    await source.add(packet, { decoderConfig: HEVC });
  }
  await output.finalize();
  return Buffer.from(target.buffer!);
}

async function vp8Film(): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  output.setMetadataTags(TAGS);
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { name: NEEDLE.author });
  await output.start();
  const decoderConfig = {
    codec: 'vp8',
    codedWidth: 128,
    codedHeight: 96,
    description: Buffer.from(NEEDLE.serial),
  };
  for (let n = 0; n < 20; n += 1) {
    // The lowest bit of the first byte says that a picture needs the one before.
    const data = Buffer.alloc(200, n % 10 === 0 ? 0x10 : 0x11);
    await source.add(new EncodedPacket(data, n % 10 === 0 ? 'key' : 'delta', n / 25, 1 / 25), {
      decoderConfig,
    });
  }
  await output.finalize();
  return Buffer.from(target.buffer!);
}

async function record(
  format: OutputFormat,
  tracks: { film?: boolean; sound?: 'aac' | 'opus' },
  size: { packets?: number; bytes?: number; from?: number } = {},
): Promise<Buffer> {
  const { packets = 20, bytes = 200, from = 0 } = size;
  const late = (packet: EncodedPacket) => packet.clone({ timestamp: packet.timestamp + from });
  const target = new BufferTarget();
  const output = new Output({ format, target });
  output.setMetadataTags(TAGS);
  const films = tracks.film ? new EncodedVideoPacketSource('avc') : undefined;
  const sounds = tracks.sound ? new EncodedAudioPacketSource(tracks.sound) : undefined;
  if (films) output.addVideoTrack(films, { rotation: 90, name: NEEDLE.author });
  if (sounds) output.addAudioTrack(sounds, { name: NEEDLE.author });
  await output.start();
  for (let n = 0; n < packets; n += 1) {
    await films?.add(late(film(n, bytes)), { decoderConfig: AVC });
    await sounds?.add(late(sound(n)), { decoderConfig: tracks.sound === 'aac' ? AAC : OPUS });
  }
  await output.finalize();
  return Buffer.from(target.buffer!);
}

const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** Boxes at the end of a film, where phones and programs put coordinates and names. */
const boxes = (): Buffer => {
  const place = Buffer.from(`\0\x14\x15\xc7+${NEEDLE.latitude}+${NEEDLE.longitude}/`, 'latin1');
  const uuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  return Buffer.concat([
    box('udta', box('\xa9xyz', place), box('auth', Buffer.from(`\0\0\0\0\x15\xc7${NEEDLE.author}\0`))),
    box('uuid', uuid, Buffer.from(NEEDLE.serial)),
    box('free', Buffer.from(NEEDLE.author)),
  ]);
};

export const hidingMp4 = async (size?: { packets: number; bytes: number }) =>
  Buffer.concat([await record(new Mp4OutputFormat(), { film: true, sound: 'aac' }, size), boxes()]);
export const hidingMov = async () =>
  Buffer.concat([await record(new MovOutputFormat(), { film: true, sound: 'aac' }), boxes()]);
export const hidingM4a = async () => {
  const file = await record(new Mp4OutputFormat(), { sound: 'aac' });
  file.write('M4A ', 8, 'latin1');
  return Buffer.concat([file, boxes()]);
};
/** A recorder that counts the seconds since 1970, or since it was started. */
export const countingOn = (from: number, format: 'mp4' | 'webm') =>
  format === 'mp4'
    ? record(new Mp4OutputFormat({ fastStart: 'fragmented' }), { film: true, sound: 'aac' }, { from })
    : record(new WebMOutputFormat(), { sound: 'opus' }, { from });
export const hidingWebm = () => record(new WebMOutputFormat(), { sound: 'opus' });
export const hidingWebmFilm = async () => Buffer.concat([await vp8Film(), Buffer.from(NEEDLE.longitude)]);
export const hidingOgg = () => record(new OggOutputFormat(), { sound: 'opus' });
export const hidingAac = async () => {
  const file = await record(new AdtsOutputFormat(), { sound: 'aac' });
  return Buffer.concat([file]);
};

/** A film whose pictures are in a form this program does not know. */
export const strangeFilm = async () => {
  const file = await hidingMp4();
  for (let place = file.indexOf('avc1'); place >= 0; place = file.indexOf('avc1'))
    file.write('zzzz', place, 'latin1');
  return file;
};

/** MPEG sound of silence with ID3 at both ends. */
export function hidingMp3(): Buffer {
  const frames = Array.from({ length: 40 }, () =>
    Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]),
  );
  const field = (name: string, value: string) => {
    const head = Buffer.alloc(10);
    head.write(name, 0, 'latin1');
    head.writeUInt32BE(value.length + 1, 4);
    return Buffer.concat([head, Buffer.of(0), Buffer.from(value, 'latin1')]);
  };
  const fields = Buffer.concat([
    field('TPE1', NEEDLE.author),
    field('COMM', `eng\0${NEEDLE.latitude}`),
    field('TSSE', NEEDLE.serial),
  ]);
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, fields.length >> 7, fields.length & 0x7f]);
  const last = Buffer.alloc(128);
  last.write(`TAG${NEEDLE.author}`, 0, 'latin1');
  return Buffer.concat([head, fields, ...frames, last]);
}

export function hidingWav(): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(8000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const info = Buffer.concat([
    Buffer.from('INFO'),
    riff('', ['IART', Buffer.from(NEEDLE.author)]).subarray(8),
  ]);
  return riff(
    'WAVE',
    ['bext', Buffer.from(`${NEEDLE.author} ${NEEDLE.serial} ${NEEDLE.time}`)],
    ['fmt ', format],
    ['data', Buffer.alloc(4001, 100)],
    ['LIST', info],
    ['iXML', Buffer.from(`<BWFXML><LOCATION>${NEEDLE.latitude}</LOCATION></BWFXML>`)],
  );
}
