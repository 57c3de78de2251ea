/** How an officer sees a piece of evidence, and how the reporter is asked for it. */
export type EvidenceKind = 'image' | 'video' | 'audio' | 'document';

/** Which cleaner rewrites a type; the room `cleaning/` has one of each. */
export type CleaningWay = 'image' | 'pdf' | 'office' | 'media' | 'wave' | 'text';

/**
 * What is hidden in a file and cannot be taken out of it; the reporter is told in these words
 * (`evidence:told.<reason>`) and chooses. `parts`: a document holds something the cleaner does not know. `locked`: it is
 * protected by a password or a signature. `codec`: a film or sound in a form the cleaner does not know.
 */
export const TOLD_REASONS = [
  'phone-photo',
  'old-office',
  'open-document',
  'parts',
  'locked',
  'codec',
] as const;
export type ToldReason = (typeof TOLD_REASONS)[number];

/** `cleaned`: rewritten without what is hidden in it; when the cleaner says that it cannot, the reporter is told. */
export type TypePolicy =
  | { do: 'cleaned'; way: CleaningWay }
  | { do: 'told'; reason: ToldReason }
  | { do: 'refused'; problem: 'type-refused' | 'archive' };

export interface EvidenceType {
  id: string;
  kind: EvidenceKind;
  mime: string;
  extension: string;
  /** The most bytes one file may have. */
  cap: number;
  policy: TypePolicy;
  /** Whether a file begins as this type does; `head` has up to HEAD_BYTES. Undefined: found out by the cleaner. */
  begins?: (head: Uint8Array) => boolean;
}

/** So many bytes from the beginning decide what a file is. */
export const HEAD_BYTES = 4096;

const MIB = 1024 * 1024;
const IMAGE_CAP = 25 * MIB;
const DOCUMENT_CAP = 30 * MIB;
const SOUND_CAP = 100 * MIB;
const FILM_CAP = 200 * MIB;

const latin = (head: Uint8Array, from: number, length: number) =>
  Buffer.from(head.subarray(from, from + length)).toString('latin1');
const at =
  (offset: number, ...texts: string[]) =>
  (head: Uint8Array) =>
    texts.some((text) => latin(head, offset, text.length) === text);
const both =
  (...tests: ((head: Uint8Array) => boolean)[]) =>
  (head: Uint8Array) =>
    tests.every((test) => test(head));
/** The brand of an ISO media file, or one of the brands it says it is compatible with. */
const brand =
  (...brands: string[]) =>
  (head: Uint8Array) =>
    at(4, 'ftyp')(head) && brands.includes(latin(head, 8, 4).trim());
const isMpegSound = (head: Uint8Array) => {
  const [first = 0, second = 0] = head;
  const layer = second & 0b110;
  return at(0, 'ID3')(head) || (first === 0xff && (second & 0xe0) === 0xe0 && layer === 0b010);
};
const ZIP = at(0, 'PK\x03\x04');
/** The first member of an Open Document is its own media type, uncompressed. */
const isOpenDocument = both(ZIP, at(30, 'mimetypeapplication/vnd.oasis.opendocument.'));

const OFFICE = { do: 'cleaned', way: 'office' } as const;
const MEDIA = { do: 'cleaned', way: 'media' } as const;
const REFUSED = { do: 'refused', problem: 'type-refused' } as const;

/**
 * Every type of file the intake knows by its first bytes; the first row that fits decides, and what fits none is
 * refused. A name or a declared type is never believed. Refused types stand here when a clear word helps.
 */
export const EVIDENCE_TYPES = [
  {
    id: 'jpeg',
    kind: 'image',
    mime: 'image/jpeg',
    extension: 'jpg',
    cap: IMAGE_CAP,
    policy: { do: 'cleaned', way: 'image' },
    begins: at(0, '\xff\xd8\xff'),
  },
  {
    id: 'png',
    kind: 'image',
    mime: 'image/png',
    extension: 'png',
    cap: IMAGE_CAP,
    policy: { do: 'cleaned', way: 'image' },
    begins: at(0, '\x89PNG\r\n\x1a\n'),
  },
  {
    id: 'webp',
    kind: 'image',
    mime: 'image/webp',
    extension: 'webp',
    cap: IMAGE_CAP,
    policy: { do: 'cleaned', way: 'image' },
    begins: both(at(0, 'RIFF'), at(8, 'WEBP')),
  },
  {
    id: 'avif',
    kind: 'image',
    mime: 'image/avif',
    extension: 'avif',
    cap: IMAGE_CAP,
    policy: { do: 'cleaned', way: 'image' },
    begins: brand('avif'),
  },
  // The prebuilt libvips has no HEVC decoder (patents), so a phone's HEIC cannot be written anew here.
  {
    id: 'heic',
    kind: 'image',
    mime: 'image/heic',
    extension: 'heic',
    cap: IMAGE_CAP,
    policy: { do: 'told', reason: 'phone-photo' },
    begins: brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'),
  },
  {
    id: 'pdf',
    kind: 'document',
    mime: 'application/pdf',
    extension: 'pdf',
    cap: DOCUMENT_CAP,
    policy: { do: 'cleaned', way: 'pdf' },
    begins: at(0, '%PDF-'),
  },
  {
    id: 'odf',
    kind: 'document',
    mime: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    cap: DOCUMENT_CAP,
    policy: { do: 'told', reason: 'open-document' },
    begins: isOpenDocument,
  },
  {
    id: 'docx',
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    cap: DOCUMENT_CAP,
    policy: OFFICE,
  },
  {
    id: 'xlsx',
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    cap: DOCUMENT_CAP,
    policy: OFFICE,
  },
  {
    id: 'pptx',
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
    cap: DOCUMENT_CAP,
    policy: OFFICE,
  },
  // Which of the three, or another zip, is seen inside; the cleaner says (`found`).
  {
    id: 'zip',
    kind: 'document',
    mime: 'application/zip',
    extension: 'zip',
    cap: DOCUMENT_CAP,
    policy: OFFICE,
    begins: ZIP,
  },
  {
    id: 'ole',
    kind: 'document',
    mime: 'application/x-ole-storage',
    extension: 'doc',
    cap: DOCUMENT_CAP,
    policy: { do: 'told', reason: 'old-office' },
    begins: at(0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  },
  {
    id: 'm4a',
    kind: 'audio',
    mime: 'audio/mp4',
    extension: 'm4a',
    cap: SOUND_CAP,
    policy: MEDIA,
    begins: brand('M4A', 'M4B'),
  },
  {
    id: 'mov',
    kind: 'video',
    mime: 'video/quicktime',
    extension: 'mov',
    cap: FILM_CAP,
    policy: MEDIA,
    begins: brand('qt'),
  },
  {
    id: 'mp4',
    kind: 'video',
    mime: 'video/mp4',
    extension: 'mp4',
    cap: FILM_CAP,
    policy: MEDIA,
    begins: at(4, 'ftyp'),
  },
  {
    id: 'webm',
    kind: 'video',
    mime: 'video/webm',
    extension: 'webm',
    cap: FILM_CAP,
    policy: MEDIA,
    begins: at(0, '\x1aE\xdf\xa3'),
  },
  {
    id: 'wav',
    kind: 'audio',
    mime: 'audio/wav',
    extension: 'wav',
    cap: SOUND_CAP,
    policy: { do: 'cleaned', way: 'wave' },
    begins: both(at(0, 'RIFF'), at(8, 'WAVE')),
  },
  {
    id: 'ogg',
    kind: 'audio',
    mime: 'audio/ogg',
    extension: 'ogg',
    cap: SOUND_CAP,
    policy: MEDIA,
    begins: at(0, 'OggS'),
  },
  {
    id: 'aac',
    kind: 'audio',
    mime: 'audio/aac',
    extension: 'aac',
    cap: SOUND_CAP,
    policy: MEDIA,
    begins: at(0, '\xff\xf1', '\xff\xf9'),
  },
  {
    id: 'mp3',
    kind: 'audio',
    mime: 'audio/mpeg',
    extension: 'mp3',
    cap: SOUND_CAP,
    policy: MEDIA,
    begins: isMpegSound,
  },
  {
    id: 'amr',
    kind: 'audio',
    mime: 'audio/amr',
    extension: 'amr',
    cap: SOUND_CAP,
    policy: { do: 'told', reason: 'codec' },
    begins: at(0, '#!AMR'),
  },
  {
    id: 'avi',
    kind: 'video',
    mime: 'video/x-msvideo',
    extension: 'avi',
    cap: FILM_CAP,
    policy: { do: 'told', reason: 'codec' },
    begins: both(at(0, 'RIFF'), at(8, 'AVI ')),
  },
  {
    id: 'rar',
    kind: 'document',
    mime: 'application/vnd.rar',
    extension: 'rar',
    cap: DOCUMENT_CAP,
    policy: { do: 'refused', problem: 'archive' },
    begins: at(0, 'Rar!\x1a\x07', "7z\xbc\xaf'\x1c", '\x1f\x8b'),
  },
  {
    id: 'program',
    kind: 'document',
    mime: 'application/octet-stream',
    extension: 'bin',
    cap: DOCUMENT_CAP,
    policy: REFUSED,
    begins: at(0, 'MZ', '\x7fELF', '#!/', '\xca\xfe\xba\xbe'),
  },
  // Last, since everything above could pass for text at first sight; the cleaner looks at every byte.
  {
    id: 'text',
    kind: 'document',
    mime: 'text/plain',
    extension: 'txt',
    cap: 2 * MIB,
    policy: { do: 'cleaned', way: 'text' },
    begins: isPlainText,
  },
] as const satisfies readonly EvidenceType[];

export type EvidenceTypeId = (typeof EVIDENCE_TYPES)[number]['id'];
export const EVIDENCE_TYPE_IDS = EVIDENCE_TYPES.map(({ id }) => id) as [EvidenceTypeId, ...EvidenceTypeId[]];

/** The row of a type. */
export function evidenceType(id: EvidenceTypeId): EvidenceType {
  return EVIDENCE_TYPES.find((type) => type.id === id)!;
}

/** What a file is by its first bytes (as many as there are, up to HEAD_BYTES). Undefined: nothing that is taken. */
export function typeOf(head: Uint8Array): EvidenceType | undefined {
  const rows: readonly EvidenceType[] = EVIDENCE_TYPES;
  return rows.find((type) => type.begins?.(head));
}

/** The largest cap of the table: nothing longer is read from anywhere. */
export const LARGEST_CAP = Math.max(...EVIDENCE_TYPES.map(({ cap }) => cap));

/** Marks of languages that a browser or a program would act on; evidence in them is sent as a picture or PDF. */
const ACTIVE = /^\s*(?:<[!?a-z]|\{\\rtf|%!PS|BEGIN:VCARD)/i;

function isPlainText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  // A sign may be cut in two at the end of the head.
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return false;
  }
  return !/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/.test(text) && !ACTIVE.test(text);
}
