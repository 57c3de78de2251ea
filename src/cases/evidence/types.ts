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

const cleaned = <const W extends CleaningWay>(way: W) => ({ do: 'cleaned', way }) as const;
const told = (reason: ToldReason) => ({ do: 'told', reason }) as const;
const refused = (problem: 'type-refused' | 'archive') => ({ do: 'refused', problem }) as const;

const row = <const Id extends string>(
  id: Id,
  [kind, cap]: readonly [EvidenceKind, number],
  mime: string,
  extension: string,
  policy: TypePolicy,
  begins?: (head: Uint8Array) => boolean,
) => ({ id, kind, mime, extension, cap, policy, begins }) satisfies EvidenceType;

const IMAGE = ['image', 25 * MIB] as const;
const DOCUMENT = ['document', 30 * MIB] as const;
const SOUND = ['audio', 100 * MIB] as const;
const FILM = ['video', 200 * MIB] as const;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const PACKED = at(0, 'Rar!\x1a\x07', "7z\xbc\xaf'\x1c", '\x1f\x8b');
const PROGRAM = at(0, 'MZ', '\x7fELF', '#!/', '\xca\xfe\xba\xbe');
const HEIC = brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1');
const OLE = at(0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

/**
 * Every type of file the intake knows by its first bytes; the first row that fits decides, and what fits none is
 * refused. A name or a declared type is never believed. Refused types stand here when a clear word helps.
 */
export const EVIDENCE_TYPES = [
  row('jpeg', IMAGE, 'image/jpeg', 'jpg', cleaned('image'), at(0, '\xff\xd8\xff')),
  row('png', IMAGE, 'image/png', 'png', cleaned('image'), at(0, '\x89PNG\r\n\x1a\n')),
  row('webp', IMAGE, 'image/webp', 'webp', cleaned('image'), both(at(0, 'RIFF'), at(8, 'WEBP'))),
  row('avif', IMAGE, 'image/avif', 'avif', cleaned('image'), brand('avif')),
  // The prebuilt libvips has no HEVC decoder (patents), so a phone's HEIC cannot be drawn anew here.
  row('heic', IMAGE, 'image/heic', 'heic', told('phone-photo'), HEIC),
  row('pdf', DOCUMENT, 'application/pdf', 'pdf', cleaned('pdf'), at(0, '%PDF-')),
  row('odf', DOCUMENT, 'application/octet-stream', 'odt', told('open-document'), isOpenDocument),
  row('docx', DOCUMENT, `${OFFICE}.wordprocessingml.document`, 'docx', cleaned('office')),
  row('xlsx', DOCUMENT, `${OFFICE}.spreadsheetml.sheet`, 'xlsx', cleaned('office')),
  row('pptx', DOCUMENT, `${OFFICE}.presentationml.presentation`, 'pptx', cleaned('office')),
  // Which of the three, or another zip, is seen inside; the cleaner says (`found`).
  row('zip', DOCUMENT, 'application/zip', 'zip', cleaned('office'), ZIP),
  row('ole', DOCUMENT, 'application/octet-stream', 'doc', told('old-office'), OLE),
  row('m4a', SOUND, 'audio/mp4', 'm4a', cleaned('media'), brand('M4A', 'M4B')),
  row('mov', FILM, 'video/quicktime', 'mov', cleaned('media'), brand('qt')),
  row('mp4', FILM, 'video/mp4', 'mp4', cleaned('media'), at(4, 'ftyp')),
  row('webm', FILM, 'video/webm', 'webm', cleaned('media'), at(0, '\x1aE\xdf\xa3')),
  // Sound alone in the container of films; what it is, is seen inside, and the cleaner says.
  row('weba', SOUND, 'audio/webm', 'weba', cleaned('media')),
  row('wav', SOUND, 'audio/wav', 'wav', cleaned('wave'), both(at(0, 'RIFF'), at(8, 'WAVE'))),
  row('ogg', SOUND, 'audio/ogg', 'ogg', cleaned('media'), at(0, 'OggS')),
  row('aac', SOUND, 'audio/aac', 'aac', cleaned('media'), at(0, '\xff\xf1', '\xff\xf9')),
  row('mp3', SOUND, 'audio/mpeg', 'mp3', cleaned('media'), isMpegSound),
  row('amr', SOUND, 'audio/amr', 'amr', told('codec'), at(0, '#!AMR')),
  row('avi', FILM, 'video/x-msvideo', 'avi', told('codec'), both(at(0, 'RIFF'), at(8, 'AVI '))),
  row('packed', DOCUMENT, 'application/octet-stream', 'bin', refused('archive'), PACKED),
  row('program', DOCUMENT, 'application/octet-stream', 'bin', refused('type-refused'), PROGRAM),
  // Last, since everything above could pass for text at first sight; the cleaner looks at every byte.
  row('text', ['document', 2 * MIB], 'text/plain', 'txt', cleaned('text'), isPlainText),
] as const;

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
