import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { NEEDLE, RATIONALS, rationalBytes } from './needles.ts';

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
const SHORT = 3;
const UNDEFINED = 7;
type Entry = [tag: number, type: number, count: number, value: Buffer | number];

/** One directory of a TIFF block and its values behind it, little end first. `next`: where the next directory stands. */
function directory(entries: Entry[], start: number, next: number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  const values: Buffer[] = [];
  let place = start + head.length;
  head.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], n) => {
    const at = 2 + n * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (typeof value === 'number') head.writeUInt32LE(value, at + 8);
    else if (value.length <= 4) value.copy(head, at + 8);
    else {
      head.writeUInt32LE(place, at + 8);
      values.push(value);
      place += value.length;
    }
  });
  head.writeUInt32LE(next, head.length - 4);
  return Buffer.concat([head, ...values]);
}

const text = (tag: number, value: string): Entry => [
  tag,
  ASCII,
  value.length + 1,
  Buffer.from(`${value}\0`, 'latin1'),
];

/** A TIFF block as a phone writes it: camera, serial number, owner, time, coordinates, preview, maker's note. */
export function exif(preview: Uint8Array): Buffer {
  const front = Buffer.from('II*\0\x08\0\0\0', 'latin1');
  const main = (exifAt: number, gpsAt: number, next: number) =>
    directory(
      [
        text(0x010f, 'Needle Phones'),
        text(0x0131, NEEDLE.serial),
        text(0x0132, NEEDLE.time),
        text(0x013b, NEEDLE.author),
        [0x0112, SHORT, 1, 6],
        [0x8769, LONG, 1, exifAt],
        [0x8825, LONG, 1, gpsAt],
      ].sort((a, b) => a[0] - b[0]) as Entry[],
      8,
      next,
    );
  const note = Buffer.from(`maker ${NEEDLE.serial} ${NEEDLE.latitude}`, 'latin1');
  const camera = (at: number) =>
    directory(
      [
        text(0x9003, NEEDLE.time),
        [0x927c, UNDEFINED, note.length, note],
        text(0xa430, NEEDLE.author),
        text(0xa431, NEEDLE.serial),
      ],
      at,
      0,
    );
  const gps = (at: number) =>
    directory(
      [
        [0, 1, 4, Buffer.of(2, 3, 0, 0)],
        text(1, 'N'),
        [2, RATIONAL, 3, rationalBytes(RATIONALS.latitude, true)],
        text(3, 'E'),
        [4, RATIONAL, 3, rationalBytes(RATIONALS.longitude, true)],
      ],
      at,
      0,
    );
  const exifAt = 8 + main(0, 0, 0).length;
  const gpsAt = exifAt + camera(exifAt).length;
  const previewAt = gpsAt + gps(gpsAt).length;
  const second = (dataAt: number) =>
    directory(
      [
        [0x0201, LONG, 1, dataAt],
        [0x0202, LONG, 1, preview.length],
      ],
      previewAt,
      0,
    );
  const dataAt = previewAt + second(0).length;
  return Buffer.concat([
    front,
    main(exifAt, gpsAt, previewAt),
    camera(exifAt),
    gps(gpsAt),
    second(dataAt),
    preview,
  ]);
}

export const xmp = (): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" exif:GPSLatitude="${NEEDLE.latitude}" exif:GPSLongitude="${NEEDLE.longitude}" aux:SerialNumber="${NEEDLE.serial}"><dc:creator><rdf:Seq><rdf:li>${NEEDLE.author}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Photoshop's block with an IPTC record: by-line, and the place in words. */
export function iptc(): Buffer {
  const record = (set: number, value: string) =>
    Buffer.concat([Buffer.of(0x1c, 2, set, 0, value.length), Buffer.from(value, 'latin1')]);
  const data = Buffer.concat([
    record(80, NEEDLE.author),
    record(92, `${NEEDLE.latitude},${NEEDLE.longitude}`),
  ]);
  const even = data.length % 2 ? Buffer.concat([data, Buffer.of(0)]) : data;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([
    Buffer.from('Photoshop 3.0\0', 'latin1'),
    Buffer.from('8BIM\x04\x04\0\0', 'latin1'),
    size,
    even,
  ]);
}

/** A colour profile whose header and description name the device. */
export function icc(): Buffer {
  const description = Buffer.concat([
    Buffer.from('desc\0\0\0\0\0\0\0\0', 'latin1'),
    Buffer.from(`Screen of ${NEEDLE.author} ${NEEDLE.serial}\0`, 'latin1'),
    Buffer.alloc(80),
  ]);
  description.writeUInt32BE(NEEDLE.author.length + NEEDLE.serial.length + 12, 8);
  const profile = Buffer.alloc(144 + description.length);
  profile.writeUInt32BE(profile.length, 0);
  profile.write('lcms', 4, 'latin1');
  profile.writeUInt32BE(0x02400000, 8);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  profile.write('acsp', 36, 'latin1');
  profile.writeUInt32BE(1, 128);
  profile.write('desc', 132, 'latin1');
  profile.writeUInt32BE(144, 136);
  profile.writeUInt32BE(description.length, 140);
  description.copy(profile, 144);
  return profile;
}

const segment = (marker: number, ...payload: (string | Uint8Array)[]): Buffer => {
  const body = Buffer.concat(
    payload.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each)),
  );
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A drawing with something to see in it. */
export const drawing = (width = 120, height = 80) => {
  const pixels = Buffer.alloc(width * height * 3);
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = (n * 7 + Math.floor(n / (width * 3)) * 3) % 256;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
};

/** A photo with everything a camera and a picture program can hide in one. */
export async function hidingJpeg(): Promise<Buffer> {
  const plain = await drawing().jpeg().toBuffer();
  const preview = Buffer.concat([
    (await drawing(16, 12).jpeg().toBuffer()).subarray(0, 2),
    segment(0xfe, NEEDLE.author),
    (await drawing(16, 12).jpeg().toBuffer()).subarray(2),
  ]);
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, 'Exif\0\0', exif(preview)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp()),
    segment(0xed, iptc()),
    segment(0xe2, 'ICC_PROFILE\0\x01\x01', icc()),
    segment(0xe5, `RICOH ${NEEDLE.serial}`),
    segment(0xfe, `remark of ${NEEDLE.author}`),
    plain.subarray(2),
    Buffer.from(`behind the end: ${NEEDLE.latitude} ${NEEDLE.longitude}`),
  ]);
}

export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

const PNG_HEAD = 8 + 25;

export async function hidingPng(): Promise<Buffer> {
  const plain = await drawing().png().toBuffer();
  const packed = (value: string | Uint8Array) => deflateSync(value);
  return Buffer.concat([
    plain.subarray(0, PNG_HEAD),
    pngChunk('iCCP', Buffer.concat([Buffer.from('screen\0\0', 'latin1'), packed(icc())])),
    pngChunk('eXIf', exif(Buffer.alloc(10))),
    pngChunk('tEXt', Buffer.from(`Author\0${NEEDLE.author}`, 'latin1')),
    pngChunk(
      'zTXt',
      Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed(`at ${NEEDLE.latitude} ${NEEDLE.serial}`)]),
    ),
    pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp()}`)),
    pngChunk('tIME', Buffer.of(7, 0xea, 11, 21, 23, 47, 19)),
    plain.subarray(PNG_HEAD),
    Buffer.from(NEEDLE.longitude),
  ]);
}

const riffChunk = (type: string, data: Uint8Array): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), size, data, Buffer.alloc(data.length % 2)]);
};

export const riff = (form: string, ...chunks: [string, Uint8Array][]): Buffer =>
  riffChunk(
    'RIFF',
    Buffer.concat([Buffer.from(form, 'latin1'), ...chunks.map(([type, data]) => riffChunk(type, data))]),
  );

export async function hidingWebp(): Promise<Buffer> {
  const plain = await drawing().webp().toBuffer();
  const frame = plain.subarray(12);
  const size = frame.readUInt32LE(4);
  const head = Buffer.alloc(10);
  head[0] = 0x2c; // colour profile, EXIF, XMP
  head.writeUIntLE(119, 4, 3);
  head.writeUIntLE(79, 7, 3);
  return riff(
    'WEBP',
    ['VP8X', head],
    ['ICCP', icc()],
    [frame.toString('latin1', 0, 4), frame.subarray(8, 8 + size)],
    ['EXIF', exif(Buffer.alloc(10))],
    ['XMP ', Buffer.from(xmp())],
  );
}

/** How wide and high a picture is from which somebody rubbed out the middle, and where the middle is. */
export const ERASED = { size: 96, from: 24, to: 72 } as const;
/** Squares in two colours, still there below what was rubbed out. */
export const erased = () => {
  const { size, from, to } = ERASED;
  const pixels = Buffer.alloc(size * size * 4);
  for (let n = 0; n < size * size; n += 1) {
    const [x, y] = [n % size, Math.floor(n / size)];
    const isGone = Math.min(x, y) >= from && Math.max(x, y) < to;
    const colour = ((x >> 3) + (y >> 3)) % 2 ? [250, 20, 128] : [10, 200, 128];
    pixels.set([...colour, isGone ? 0 : 255], n * 4);
  }
  return sharp(pixels, { raw: { width: size, height: size, channels: 4 } });
};

/** AVIF as the encoder writes it, with EXIF and XMP. */
export async function hidingAvif(): Promise<Buffer> {
  return drawing()
    .withExif({ IFD0: { Artist: NEEDLE.author, Software: NEEDLE.serial } })
    .withXmp(xmp())
    .avif({ effort: 0 })
    .toBuffer();
}

/** A picture that says it has more pixels than any camera makes: a few bytes that unpack to gigabytes. */
export function pixelBomb(width = 60_000, height = 60_000): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}
