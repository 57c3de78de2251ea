import sharp from 'sharp';

/** What the demo's photo hides, as a phone writes it, and how that reads. Made up. */
export const HIDDEN = ['place', 'device', 'serial', 'time'] as const;
export type Hidden = (typeof HIDDEN)[number];

const DEVICE = 'Demo Phone 7';
const SERIAL = 'SN-0042-7781';
const TIME = '2026:11:02 09:14:00';
/** Degrees, minutes, seconds. */
const LATITUDE = [15, 49, 12];
const LONGITUDE = [102, 36, 30];

const degrees = (parts: readonly number[]) =>
  parts.reduce((sum, part, place) => sum + part / 60 ** place, 0).toFixed(4);
export const VALUES: Record<Hidden, string> = {
  place: `${degrees(LATITUDE)}, ${degrees(LONGITUDE)}`,
  device: DEVICE,
  serial: SERIAL,
  time: TIME.replace(/^(\d+):(\d+):/, '$1-$2-'),
};

/** Three quotations on a table: a picture that was really decoded and drawn, with hidden facts beside it. */
export function makePhoto(): Promise<Buffer> {
  const paper = (x: number, turn: number) =>
    `<g transform="translate(${x} 90) rotate(${turn})"><rect width="170" height="240" fill="#fbfaf5"/>${[
      30, 60, 80, 100, 150, 200,
    ]
      .map((y) => `<rect x="20" y="${y}" width="${y === 30 ? 90 : 130}" height="6" fill="#556"/>`)
      .join('')}</g>`;
  const table = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"><rect width="800" height="480" fill="#8a6a4a"/>${paper(70, -4)}${paper(310, 3)}${paper(560, -2)}</svg>`;
  const gps = (parts: readonly number[]) => parts.map((part) => `${part}/1`).join(' ');
  return sharp(Buffer.from(table))
    .jpeg()
    .withExif({
      IFD0: { Model: DEVICE, DateTime: TIME },
      IFD2: { DateTimeOriginal: TIME, BodySerialNumber: SERIAL },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: gps(LATITUDE),
        GPSLongitudeRef: 'E',
        GPSLongitude: gps(LONGITUDE),
      },
    })
    .toBuffer();
}

/** Which of its hidden facts stand in a copy of the photo: found by their bytes, wherever they are. */
export function hiddenIn(copy: Uint8Array): Hidden[] {
  const bytes = Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength);
  const traces: Record<Hidden, (string | Buffer)[]> = {
    place: [...rationals(LATITUDE), ...rationals(LONGITUDE)],
    device: [DEVICE],
    serial: [SERIAL],
    time: [TIME],
  };
  return HIDDEN.filter((what) => traces[what].some((trace) => bytes.includes(trace)));
}

/** Numbers as EXIF keeps them, in either order of bytes. */
function rationals(parts: readonly number[]): Buffer[] {
  const [little, big] = [Buffer.alloc(parts.length * 8), Buffer.alloc(parts.length * 8)];
  parts.forEach((part, at) => {
    little.writeUInt32LE(part, at * 8);
    little.writeUInt32LE(1, at * 8 + 4);
    big.writeUInt32BE(part, at * 8);
    big.writeUInt32BE(1, at * 8 + 4);
  });
  return [little, big];
}
