import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { cannot } from '../outcome.ts';
import { readAll } from '../source.ts';
import type { Way } from './way.ts';
import { withoutJpegMessages, withoutJp2Messages } from './picture-streams.ts';

const name = (text: string) => PDFName.of(text);
const names = (...texts: string[]) => texts.map(name);

/**
 * Entries that go wherever they stand: properties, programs' private notes, times, previews, scripts, attachments,
 * signatures, who made a layer, coordinates of maps.
 */
const GONE = names(
  ...[
    'Metadata',
    'PieceInfo',
    'LastModified',
    'Thumb',
    'AA',
    'OpenAction',
    'JS',
    'JavaScript',
    'EmbeddedFiles',
  ],
  ...[
    'AF',
    'Perms',
    'DSS',
    'Collection',
    'XFA',
    'SpiderInfo',
    'URLS',
    'IDS',
    'Threads',
    'Legal',
    'Requirements',
  ],
  ...['EF', 'RF', 'SigFlags', 'OutputIntents', 'CreatorInfo', 'VP', 'Measure', 'LGIDict', 'PtData'],
);
/** In an annotation: who made it, when, under which number. In a form's field `T` is the field's name and stays. */
const BY_WHOM = names(
  'T',
  'M',
  'CreationDate',
  'NM',
  'RC',
  'RichMediaContent',
  'RichMediaSettings',
  'Sound',
  'Movie',
);
/** Annotations that are files, programs or recordings. */
const ATTACHMENTS = new Set(['/FileAttachment', '/RichMedia', '/Sound', '/Movie', '/Screen', '/3D']);
/** Actions that start something or lead out of the file; they lose what they would act on. */
const ACTIONS = new Set([
  '/JavaScript',
  '/Launch',
  '/SubmitForm',
  '/ImportData',
  '/GoToR',
  '/GoToE',
  '/Rendition',
]);
const OF_ACTIONS = names('F', 'Win', 'Mac', 'Unix', 'D', 'R', 'Next', 'T');
const DEVICE_SPACES: Record<string, string> = { '1': 'DeviceGray', '3': 'DeviceRGB', '4': 'DeviceCMYK' };
const SUBTYPE = name('Subtype');

/**
 * PDF: everything that is not reached from its pages, outline and form is left out (earlier versions of an edited file, too),
 * then properties, authors, times, previews, attachments, scripts and signatures are taken out of what remains, and the
 * hidden parts of pictures in it. Text, drawings, comments and form entries stay.
 */
export const cleanPdf: Way = async (job) => {
  const document = await load(await readAll(job));
  const { context, catalog } = document;
  context.trailerInfo.Info = undefined;
  context.trailerInfo.ID = undefined;
  context.trailerInfo.Encrypt = undefined;

  for (const object of reachable(context).values()) strip(object, context);
  for (const page of document.getPages()) stripAnnotations(page.node, context);
  catalog.delete(name('Version'));
  const left = reachable(context);
  for (const [ref] of context.enumerateIndirectObjects()) if (!left.has(ref)) context.delete(ref);
  await job.write(
    await document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }),
  );
  return 'pdf';
};

async function load(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
  } catch (error) {
    if (error instanceof EncryptedPDFError) return cannot('locked');
    throw error;
  }
}

/** Every indirect object that can be reached from the catalog. */
function reachable(context: PDFContext): Map<PDFRef, PDFObject> {
  const seen = new Map<PDFRef, PDFObject>();
  const direct = new Set<PDFObject>();
  const waiting: (PDFObject | undefined)[] = [context.trailerInfo.Root];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (object instanceof PDFRef) {
      if (seen.has(object)) continue;
      const target = context.lookup(object);
      if (!target) continue;
      seen.set(object, target);
      waiting.push(target);
      continue;
    }
    if (!object || direct.has(object)) continue;
    direct.add(object);
    if (object instanceof PDFArray) waiting.push(...object.asArray());
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict instanceof PDFDict) waiting.push(...dict.values());
  }
  return seen;
}

/** Takes what must go out of an object and of those written inside it. */
function strip(object: PDFObject, context: PDFContext): void {
  if (object instanceof PDFArray) stripArray(object, context);
  if (object instanceof PDFRawStream) stripPicture(object);
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  for (const key of GONE) dict.delete(key);
  if (ACTIONS.has(String(dict.lookup(name('S'))))) for (const key of OF_ACTIONS) dict.delete(key);
  for (const [key, entry] of dict.entries()) {
    const target = context.lookup(entry);
    if (target instanceof PDFDict && isSignature(target)) dict.delete(key);
    else if (!(entry instanceof PDFRef)) strip(entry, context);
  }
}

/** A colour profile can name the screen or camera it was made for; the plain space of as many colours takes its place. */
function stripArray(array: PDFArray, context: PDFContext): void {
  const profile = array.size() === 2 && String(array.get(0)) === '/ICCBased' && context.lookup(array.get(1));
  if (profile instanceof PDFStream) {
    const space = DEVICE_SPACES[String(profile.dict.lookup(name('N')))] ?? cannot('parts');
    array.set(0, name(space));
    array.remove(1);
  }
  for (const each of array.asArray()) if (!(each instanceof PDFRef)) strip(each, context);
}

const isSignature = (dict: PDFDict) =>
  dict.has(name('ByteRange')) || String(dict.lookup(name('Type'))) === '/Sig';

function stripAnnotations(page: PDFDict, context: PDFContext): void {
  const annotations = page.lookup(name('Annots'));
  const all = annotations instanceof PDFArray ? annotations.asArray() : [];
  const kept = all.filter((entry) => {
    const annotation = context.lookup(entry);
    if (!(annotation instanceof PDFDict)) return false;
    const subtype = String(annotation.lookup(SUBTYPE));
    if (ATTACHMENTS.has(subtype)) return false;
    if (subtype !== '/Widget') for (const key of BY_WHOM) annotation.delete(key);
    return true;
  });
  page.set(name('Annots'), context.obj(kept));
}

/** Pictures lie in a PDF as the camera wrote them, with all that is hidden in them. */
function stripPicture(stream: PDFRawStream): void {
  const filter = stream.dict.lookup(name('Filter'));
  const filters = filter instanceof PDFArray ? filter.asArray().map(String) : [String(filter)];
  // Packed twice, which a reader may do and hardly any writer does.
  if (filters.length > 1 && filters.some((each) => /DCT|JPX/.test(each))) return cannot('parts');
  const clean = { '/DCTDecode': withoutJpegMessages, '/JPXDecode': withoutJp2Messages }[filters[0]!];
  if (!clean) return;
  const contents = clean(stream.contents);
  (stream as { contents: Uint8Array }).contents = contents;
}
