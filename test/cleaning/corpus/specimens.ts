import { zipSync } from 'fflate';
import type { EvidenceProblem } from '../../../src/cases/evidence/problems.ts';
import type { EvidenceTypeId, ToldReason } from '../../../src/cases/evidence/types.ts';
import {
  hidingDocx,
  hidingPdf,
  hidingPptx,
  hidingXlsx,
  lockedPdf,
  lyingZipBomb,
  VISIBLE,
  zipBomb,
} from './documents.ts';
import { NEEDLE } from './needles.ts';
import { drawing, hidingAvif, hidingJpeg, hidingPng, hidingWebp, pixelBomb, riff } from './pictures.ts';
import {
  hidingAac,
  hidingHevc,
  hidingM4a,
  hidingMov,
  hidingMp3,
  hidingMp4,
  hidingOgg,
  hidingWav,
  hidingWebm,
  hidingWebmFilm,
  strangeFilm,
} from './recordings.ts';

/** How a file must end, and what it is then. */
export type Fate =
  | { cleaned: EvidenceTypeId }
  | { told: ToldReason; as: EvidenceTypeId }
  /** Any of these words fits. */
  | { problem: EvidenceProblem | EvidenceProblem[] };

export interface Specimen {
  name: string;
  make: () => Promise<Buffer> | Buffer;
  fate: Fate;
  /** Nothing is hidden in it that the search could find beforehand. */
  hidesNothing?: true;
}

const ftyp = (brand: string, rest = Buffer.alloc(0)) =>
  Buffer.concat([Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1`, 'latin1'), rest]);
const half = async (bytes: Promise<Buffer> | Buffer) => {
  const whole = await bytes;
  return whole.subarray(0, Math.floor(whole.length / 2));
};
const hidden = Buffer.from(` ${NEEDLE.author} ${NEEDLE.serial} ${NEEDLE.latitude} `);
const latin = (text: string) => Buffer.from(text, 'latin1');

const WHOLE: Specimen[] = [
  { name: 'a photo', make: hidingJpeg, fate: { cleaned: 'jpeg' } },
  { name: 'a PNG picture', make: hidingPng, fate: { cleaned: 'png' } },
  { name: 'a WebP picture', make: hidingWebp, fate: { cleaned: 'webp' } },
  { name: 'an AVIF picture', make: hidingAvif, fate: { cleaned: 'jpeg' } },
  { name: 'a PDF', make: hidingPdf, fate: { cleaned: 'pdf' } },
  { name: 'a Word file', make: () => hidingDocx(), fate: { cleaned: 'docx' } },
  { name: 'an Excel file', make: hidingXlsx, fate: { cleaned: 'xlsx' } },
  { name: 'a PowerPoint file', make: hidingPptx, fate: { cleaned: 'pptx' } },
  { name: 'an MP4 film', make: () => hidingMp4(), fate: { cleaned: 'mp4' } },
  { name: 'an H.265 film', make: hidingHevc, fate: { cleaned: 'mp4' } },
  { name: 'a QuickTime film', make: hidingMov, fate: { cleaned: 'mp4' } },
  { name: 'an M4A recording', make: hidingM4a, fate: { cleaned: 'm4a' } },
  { name: 'a WebM recording', make: hidingWebm, fate: { cleaned: 'weba' } },
  { name: 'a WebM film', make: hidingWebmFilm, fate: { cleaned: 'webm' } },
  { name: 'an Ogg recording', make: hidingOgg, fate: { cleaned: 'ogg' } },
  { name: 'an MP3 recording', make: hidingMp3, fate: { cleaned: 'mp3' } },
  { name: 'a WAVE recording', make: hidingWav, fate: { cleaned: 'wav' } },
  { name: 'an ADTS recording', make: hidingAac, fate: { cleaned: 'aac' } },
  {
    name: 'plain text',
    make: () => Buffer.from('\ufeffเงินทอน 5,000 บาท\r\n'),
    fate: { cleaned: 'text' },
    hidesNothing: true,
  },
];

const TOLD: Specimen[] = [
  {
    name: 'a phone’s HEIC photo',
    make: () => ftyp('heic', hidden),
    fate: { told: 'phone-photo', as: 'heic' },
  },
  {
    name: 'an old Word file',
    make: () => Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), hidden]),
    fate: { told: 'old-office', as: 'ole' },
  },
  {
    name: 'an Open Document',
    make: () =>
      Buffer.from(
        zipSync({
          mimetype: [Buffer.from('application/vnd.oasis.opendocument.text'), { level: 0 }],
          'meta.xml': hidden,
        }),
      ),
    fate: { told: 'open-document', as: 'odf' },
  },
  {
    name: 'an AMR recording',
    make: () => Buffer.concat([latin('#!AMR\n'), hidden]),
    fate: { told: 'codec', as: 'amr' },
  },
  { name: 'an AVI film', make: () => riff('AVI ', ['LIST', hidden]), fate: { told: 'codec', as: 'avi' } },
  { name: 'a film in an unknown form', make: strangeFilm, fate: { told: 'codec', as: 'mp4' } },
  { name: 'a PDF with a password', make: lockedPdf, fate: { told: 'locked', as: 'pdf' }, hidesNothing: true },
  {
    name: 'a Word file with another file inside',
    make: () => hidingDocx({ 'word/embeddings/oleObject1.bin': hidden }),
    fate: { told: 'parts', as: 'docx' },
  },
  {
    name: 'a Word file with definitions of its own',
    make: () =>
      hidingDocx({ 'word/footnotes.xml': `<!DOCTYPE x [<!ENTITY a "${NEEDLE.author}">]><x>&a;</x>` }),
    fate: { told: 'parts', as: 'docx' },
  },
];

const REFUSED: Specimen[] = [
  { name: 'nothing at all', make: () => Buffer.alloc(0), fate: { problem: 'empty' }, hidesNothing: true },
  { name: 'one byte', make: () => Buffer.of(0xff), fate: { problem: 'type-refused' }, hidesNothing: true },
  {
    name: 'noise',
    make: () => Buffer.concat([Buffer.from([0, 1, 2, 3]), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a web page',
    make: () => Buffer.concat([latin('<!doctype html><script>alert(1)</script>'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'an SVG drawing',
    make: () => Buffer.concat([latin('<svg xmlns="http://www.w3.org/2000/svg" onload="x()">'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a Windows program named like a photo',
    make: () => Buffer.concat([latin('MZ\x90\0'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a Linux program',
    make: () => Buffer.concat([latin('\x7fELF'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a script',
    make: () => Buffer.concat([latin('#!/bin/sh\n'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a GIF picture',
    make: () => Buffer.concat([latin('GIF89a\x01\0\x01\0\x80\0\0\0\0\0'), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'text with something else behind',
    make: () => Buffer.concat([Buffer.alloc(5000, 'a'), Buffer.from([0, 0xff]), hidden]),
    fate: { problem: 'type-refused' },
  },
  {
    name: 'a zip file of files',
    make: () => Buffer.from(zipSync({ 'a.txt': hidden })),
    fate: { problem: 'archive' },
  },
  {
    name: 'a rar file',
    make: () => Buffer.concat([latin('Rar!\x1a\x07\x01\0'), hidden]),
    fate: { problem: 'archive' },
  },
  {
    name: 'a 7z file',
    make: () => Buffer.concat([latin("7z\xbc\xaf'\x1c"), hidden]),
    fate: { problem: 'archive' },
  },
  {
    name: 'half a photo',
    make: () => half(hidingJpeg().then((bytes) => bytes.subarray(0, 3000))),
    fate: { problem: 'damaged' },
  },
  {
    name: 'half a picture',
    make: async () => (await drawing(800, 800).png().toBuffer()).subarray(0, 2000),
    fate: { problem: 'damaged' },
    hidesNothing: true,
  },
  {
    name: 'half a PDF',
    make: () => latin(`%PDF-1.7\n1 0 obj\n<< /Author (${NEEDLE.author}`),
    fate: { problem: 'damaged' },
  },
  {
    name: 'half a Word file',
    make: () => half(hidingDocx()),
    fate: { problem: 'damaged' },
    hidesNothing: true,
  },
  {
    name: 'half an MP4 film',
    make: async () => (await hidingMp4()).subarray(0, 40),
    fate: { problem: 'damaged' },
    hidesNothing: true,
  },
  {
    name: 'a text that begins like a photo',
    make: () => Buffer.concat([latin('\xff\xd8\xff\xe0'), hidden]),
    fate: { problem: 'damaged' },
  },
  {
    name: 'a WAVE file without sound',
    make: () => riff('WAVE', ['LIST', hidden]),
    fate: { problem: 'damaged' },
  },
  {
    name: 'a picture of 3,600 million pixels',
    make: () => pixelBomb(),
    fate: { problem: 'too-many-pixels' },
    hidesNothing: true,
  },
  {
    name: 'a Word file that unpacks to too much',
    make: zipBomb,
    fate: { problem: 'unpacks-too-large' },
    hidesNothing: true,
  },
  {
    name: 'a Word file that lies about what it unpacks to',
    make: lyingZipBomb,
    fate: { problem: ['damaged', 'unpacks-too-large'] },
    hidesNothing: true,
  },
  {
    name: 'a Word file with macros',
    make: () => hidingDocx({ 'word/vbaProject.bin': hidden }),
    fate: { problem: 'macros' },
  },
];

/** Files that are two things at once: what is kept must be one of them only. */
const TWO_IN_ONE: Specimen[] = [
  {
    name: 'a photo that is a zip file, too',
    make: async () => Buffer.concat([await hidingJpeg(), Buffer.from(zipSync({ 'x.sh': hidden }))]),
    fate: { cleaned: 'jpeg' },
  },
  {
    name: 'a PDF that is a web page, too',
    make: async () =>
      Buffer.concat([await hidingPdf(), latin('<html><script>alert("needle")</script>'), hidden]),
    fate: { cleaned: 'pdf' },
  },
  {
    name: 'a PDF changed after it was written',
    make: async () => {
      const first = await hidingPdf();
      const place = first.length;
      const more = `\n900 0 obj\n<< /Type /Metadata /Author (${NEEDLE.author}) >>\nendobj\nxref\n900 1\n${String(place + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 901 /Info 900 0 R >>\nstartxref\n${place}\n%%EOF\n`;
      return Buffer.concat([first, latin(more)]);
    },
    fate: { cleaned: 'pdf' },
  },
  {
    name: 'a PNG picture with a program behind',
    make: async () => Buffer.concat([await hidingPng(), latin('MZ\x90\0'), hidden]),
    fate: { cleaned: 'png' },
  },
  {
    name: 'an MP4 film with a document behind',
    make: async () => Buffer.concat([await hidingMp4(), await hidingPdf()]),
    fate: { cleaned: 'mp4' },
  },
];

export const SPECIMENS: readonly Specimen[] = [...WHOLE, ...TOLD, ...REFUSED, ...TWO_IN_ONE];
export { VISIBLE };
