import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { unzipSync } from 'fflate';
import {
  ALL_FORMATS,
  BufferSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createCleaner } from '../../src/cleaning/cleaner.ts';
import { hidingDocx, hidingPdf, hidingPptx, hidingXlsx, VISIBLE, WEB_LINK } from './corpus/documents.ts';
import { ERASED, erased, hidingAvif, hidingJpeg, hidingPng, hidingWebp } from './corpus/pictures.ts';
import {
  countingOn,
  hidingM4a,
  hidingMov,
  hidingMp4,
  hidingOgg,
  hidingWav,
  hidingWebm,
} from './corpus/recordings.ts';

const cleaner = createCleaner({ timeMs: 60_000 });
afterAll(() => cleaner.close());

async function cleaned(way: string, bytes: Uint8Array): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const outcome = await cleaner.clean({
    way,
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
    write: async (part) => void parts.push(Buffer.from(part)),
  });
  expect(outcome.kind).toBe('cleaned');
  return Buffer.concat(parts);
}

/** What must still be there after cleaning: a file that says nothing any more would hide nothing, too. */
describe('what is kept', () => {
  it.each([
    ['JPEG', hidingJpeg, { width: 80, height: 120 }], // it says that it lies on its side
    ['WebP', hidingWebp, { width: 80, height: 120 }],
    ['AVIF', hidingAvif, { width: 120, height: 80 }],
    ['PNG', hidingPng, {}],
  ] as const)('of a %s picture is the picture, upright', async (_name, make, size) => {
    const original = await make();
    const kept = await cleaned('image', original);
    const [before, after] = await Promise.all([
      sharp(original).autoOrient().resize(8, 8, { fit: 'fill' }).removeAlpha().raw().toBuffer(),
      sharp(kept).resize(8, 8, { fit: 'fill' }).removeAlpha().raw().toBuffer(),
    ]);
    expect(await sharp(kept).metadata()).toMatchObject(size);
    const far = before.map((value, n) => Math.abs(value - after[n]!)).reduce((sum, each) => sum + each, 0);
    expect(far / before.length).toBeLessThan(12);
    const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata();
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect([undefined, 1]).toContain(orientation);
  });

  it('of a PDF is its page with words, picture and remark', async () => {
    const document = await PDFDocument.load(await cleaned('pdf', await hidingPdf()), {
      updateMetadata: false,
    });
    expect(document.getPageCount()).toBe(1);
    const { node } = document.getPages()[0]!;
    const annotations = node.lookup(PDFName.of('Annots'), PDFArray);
    expect(annotations.size()).toBe(4); // the attached file is gone
    expect(String(annotations.lookup(0, PDFDict).get(PDFName.of('Contents')))).toBe('(a remark)');
    expect(String(node.Resources())).toContain('Image');
    const dictionaries = document.context.enumerateIndirectObjects().map(([, object]) => String(object));
    expect(dictionaries.join()).toContain('/DCTDecode');
    expect(dictionaries.join()).toContain(WEB_LINK);
    expect(document.getAuthor() ?? document.getCreator() ?? document.getProducer()).toBeUndefined();
  });

  it.each([
    ['Word', hidingDocx, ['word/document.xml', 'word/comments.xml', 'word/media/image1.jpeg']],
    ['Excel', hidingXlsx, ['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/comments1.xml']],
    [
      'PowerPoint',
      hidingPptx,
      ['ppt/presentation.xml', 'ppt/slides/slide1.xml', 'ppt/comments/comment1.xml'],
    ],
  ] as const)(
    'of a %s file are its words and remarks, and references that lead somewhere',
    async (_name, make, names) => {
      const parts = unzipSync(await cleaned('office', await make()));
      expect(Object.keys(parts)).toEqual(expect.arrayContaining([...names]));
      const xml = Object.entries(parts)
        .filter(([name]) => /\.(xml|rels)$/.test(name))
        .map(([name, part]) => [name, Buffer.from(part).toString()] as const);
      const all = xml.map(([, text]) => text).join('\n');
      expect(all).toContain(VISIBLE);
      expect(all).toContain('a remark');
      expect(all).not.toMatch(/docProps|thumbnail|printerSettings|people\.xml|customXml/);
      for (const [name, text] of xml.filter(([each]) => each.endsWith('.rels'))) {
        const owner = name.replace(/_rels\//, '').replace(/\.rels$/, '');
        const ids = [...text.matchAll(/\sId="(\w+)"/g)].map((match) => match[1]);
        const used = [...(xml.find(([each]) => each === owner)?.[1] ?? '').matchAll(/\sr:\w+="(\w+)"/g)];
        for (const match of used) expect(ids).toContain(match[1]);
      }
      for (const match of all.matchAll(/PartName="\/([^"]+)"/g))
        expect(Object.keys(parts)).toContain(match[1]);
    },
  );

  it('of Word’s tracked changes is what was changed, and links that somebody must press', async () => {
    const parts = unzipSync(await cleaned('office', await hidingDocx()));
    const text = (name: string) => Buffer.from(parts[name]!).toString();
    expect(text('word/document.xml')).toMatch(
      /<w:ins w:id="1" w:author="-">.*inserted.*<w:del w:id="2" w:author="-">.*deleted/,
    );
    expect(text('word/_rels/document.xml.rels')).toContain('Target="https://www.example.go.th/"');
    expect(text('word/_rels/document.xml.rels')).toContain('Target="about:blank"');
    expect(text('word/document.xml')).not.toMatch(/rsid|<!--/);
  });

  it('of an Excel table is its name, which is nobody’s', async () => {
    const parts = unzipSync(await cleaned('office', await hidingXlsx()));
    expect(Buffer.from(parts['xl/tables/table1.xml']!).toString()).toContain('name="T1" displayName="T1"');
  });

  it('of a WAVE recording are its samples', async () => {
    const kept = await cleaned('wave', hidingWav());
    expect(kept.toString('latin1', 0, 4) + kept.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect(kept.readUInt32LE(4)).toBe(kept.length - 8);
    expect(kept.readUInt32LE(40)).toBe(4001);
    expect(kept.subarray(44, 44 + 4001).every((byte) => byte === 100)).toBe(true);
    expect(kept).toHaveLength(44 + 4002);
  });

  const packetsOf = async (track: InputVideoTrack | InputAudioTrack) => {
    const packets: { at: number; type: string; data: Buffer }[] = [];
    for await (const { timestamp, type, data } of new EncodedPacketSink(track).packets()) {
      packets.push({ at: Math.round(timestamp * 1000), type, data: Buffer.from(data) });
    }
    return packets;
  };
  const opened = (bytes: Uint8Array) =>
    new Input({ formats: ALL_FORMATS, source: new BufferSource(Uint8Array.from(bytes)) });

  it.each([
    ['MP4', hidingMp4],
    ['QuickTime', hidingMov],
    ['M4A', hidingM4a],
    ['WebM', hidingWebm],
    ['Ogg', hidingOgg],
  ] as const)(
    'of a %s recording are its pictures and sound, in time, and how it is turned',
    async (_name, make) => {
      const original = await make();
      const [before, after] = [opened(original), opened(await cleaned('media', original))];
      const [sounds, kept] = await Promise.all([before, after].map((input) => input.getAudioTracks()));
      expect(kept).toHaveLength(1);
      const hashes = async (track: InputAudioTrack) =>
        (await packetsOf(track)).map(({ at, data }) => [at, data.toString('hex')]);
      expect(await hashes(kept![0]!)).toEqual(await hashes(sounds![0]!));
      const [films, left] = await Promise.all([before, after].map((input) => input.getVideoTracks()));
      expect(left).toHaveLength(films!.length);
      if (left!.length === 0) return;
      expect(await left![0]!.getRotation()).toBe(90);
      const [pictures, same] = [await packetsOf(films![0]!), await packetsOf(left![0]!)];
      expect(same.map(({ at, type }) => [at, type])).toEqual(pictures.map(({ at, type }) => [at, type]));
      // Of two units the message is gone and the picture is as it was.
      for (const [n, { data }] of same.entries()) {
        expect(data.equals(pictures[n]!.data.subarray(4 + pictures[n]!.data.readUInt32BE(0)))).toBe(true);
      }
      expect(await after.getMetadataTags()).toEqual({});
    },
  );

  it.each([
    ['mp4', 1_795_390_039],
    ['webm', 86_400],
  ] as const)('of a %s recording that counts the seconds of a clock is no clock', async (format, from) => {
    const original = await countingOn(from, format);
    const starts = async (bytes: Uint8Array) => {
      const input = opened(bytes);
      const tracks = [...(await input.getVideoTracks()), ...(await input.getAudioTracks())];
      return Promise.all(tracks.map(async (track) => Math.round(await track.getFirstTimestamp())));
    };
    expect(new Set(await starts(original))).toEqual(new Set([from]));
    expect(new Set(await starts(await cleaned('media', original)))).toEqual(new Set([0]));
  });
});

/** Of the middle that somebody rubbed out: how many pixels still show which of two colours was there. */
async function readable(picture: Uint8Array): Promise<number> {
  const [was, is] = await Promise.all([
    erased().raw().toBuffer(),
    sharp(picture).ensureAlpha().raw().toBuffer(),
  ]);
  const { size, from, to } = ERASED;
  let count = 0;
  for (let n = 0; n < size * size; n += 1) {
    const [x, y] = [n % size, Math.floor(n / size)];
    // A lossy picture blurs the edge.
    if (Math.min(x, y) < from + 8 || Math.max(x, y) >= to - 8) continue;
    const far = [0, 1].map((colour) => Math.abs(was[n * 4 + colour]! - is[n * 4 + colour]!));
    if (Math.max(...far) < 40) count += 1;
  }
  return count;
}

describe('below what was rubbed out of a picture', () => {
  const pictures = {
    PNG: () => erased().png().toBuffer(),
    'deep PNG': () => erased().toColourspace('rgb16').png().toBuffer(),
    WebP: () => erased().webp({ lossless: true, exact: true }).toBuffer(),
    AVIF: () => erased().avif({ lossless: true, effort: 0 }).toBuffer(),
  };
  it.each(Object.entries(pictures))('nothing is left in a %s picture', async (_name, make) => {
    const original = await make();
    expect(await readable(original)).toBeGreaterThan(1000);
    const kept = await cleaned('image', original);
    expect(await readable(kept)).toBe(0);
    // What can be seen is as it was.
    const [before, after] = [
      await sharp(original).raw().toBuffer(),
      await sharp(kept).ensureAlpha().raw().toBuffer(),
    ];
    expect(Math.abs(before[0]! - after[0]!)).toBeLessThan(12);
  });

  it('nothing is left in a picture inside a document', async () => {
    const original = await hidingDocx({ 'word/media/image3.png': await pictures.PNG() });
    const kept = unzipSync(await cleaned('office', original))['word/media/image3.png']!;
    expect(await readable(kept)).toBe(0);
  });

  it.each(['as it is', 'with rows as in PNG'])(
    'nothing is left in a picture inside a PDF, %s',
    async (how) => {
      const document = await PDFDocument.create();
      document.addPage().drawImage(await document.embedPng(await pictures.PNG()));
      const original = await PDFDocument.load(await document.save());
      expect(await readable(await drawn(original))).toBeGreaterThan(1000);
      if (how !== 'as it is')
        await foretell(picturesOf(original).find((each) => entry(each, 'SMask') !== 'undefined')!);
      const kept = await PDFDocument.load(await cleaned('pdf', await original.save()), {
        updateMetadata: false,
      });
      expect(await readable(await drawn(kept))).toBe(0);
      const [before, after] = await Promise.all(
        [erased(), sharp(await drawn(kept))].map((each) => each.raw().toBuffer()),
      );
      for (let n = 0; n < before!.length; n += 4) {
        if (before![n + 3] !== 0)
          expect(after!.subarray(n, n + 4).equals(before!.subarray(n, n + 4))).toBe(true);
      }
    },
  );
});

const entry = ({ dict }: PDFRawStream, key: string) => String(dict.lookup(PDFName.of(key)));
const picturesOf = ({ context }: PDFDocument) =>
  context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter(
      (object): object is PDFRawStream =>
        object instanceof PDFRawStream && entry(object, 'Subtype') === '/Image',
    );

/** The pixels of a PDF's only picture with its mask. */
async function drawn(document: PDFDocument): Promise<Buffer> {
  const { size } = ERASED;
  const [colours, mask] = ['/DeviceRGB', '/DeviceGray'].map((space) =>
    inflateSync(picturesOf(document).find((each) => entry(each, 'ColorSpace') === space)!.contents),
  );
  return sharp(colours!.subarray(-size * size * 3), { raw: { width: size, height: size, channels: 3 } })
    .joinChannel(mask!.subarray(-size * size), { raw: { width: size, height: size, channels: 1 } })
    .png()
    .toBuffer();
}

/** Packs the colours as PNG does, each row by what stands around it. */
async function foretell(picture: PDFRawStream): Promise<void> {
  const png = await erased().removeAlpha().png({ adaptiveFiltering: true, palette: false }).toBuffer();
  const rows: Buffer[] = [];
  for (let place = 8; place < png.length; place += 12 + png.readUInt32BE(place)) {
    if (png.toString('latin1', place + 4, place + 8) !== 'IDAT') continue;
    rows.push(png.subarray(place + 8, place + 8 + png.readUInt32BE(place)));
  }
  (picture as { contents: Uint8Array }).contents = Buffer.concat(rows);
  const { context } = picture.dict;
  const how = { Predictor: 15, Colors: 3, BitsPerComponent: 8, Columns: ERASED.size };
  picture.dict.set(PDFName.of('DecodeParms'), context.obj(how));
}
