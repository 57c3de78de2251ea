import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { cannot } from '../outcome.ts';
import { readAll } from '../source.ts';
import { HOLDS_FILE_NAME } from './file-name.ts';
import { blankBelowMask } from './pdf-masks.ts';
import { ACTIONS, ATTACHMENTS, BY_WHOM, GONE, LINK, name, OF_ACTIONS } from './pdf-parts.ts';
import type { Way } from './way.ts';
import { withoutJpegMessages, withoutJp2Messages } from './picture-streams.ts';

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
  if (object instanceof PDFRawStream) {
    stripPicture(object);
    blankBelowMask(object);
  }
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return;
  for (const key of GONE) dict.delete(key);
  if (ACTIONS.has(String(dict.lookup(name('S'))))) for (const key of OF_ACTIONS) dict.delete(key);
  if (!LINK.test(textOf(dict, 'URI'))) dict.delete(name('URI'));
  if (HOLDS_FILE_NAME.test(textOf(dict, 'Alt'))) dict.delete(name('Alt'));
  // Of a form's field it is the field's name; of a part of the page it is words nobody sees.
  if (String(dict.lookup(name('Type'))) === '/StructElem') dict.delete(name('T'));
  if (isRemark(dict)) for (const key of BY_WHOM) dict.delete(key);
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

/** An annotation, also one that no page lists: a window or an answer to another. A form's field is none. */
const isRemark = (dict: PDFDict) =>
  dict.has(name('Rect')) && dict.has(SUBTYPE) && String(dict.lookup(SUBTYPE)) !== '/Widget';

function textOf(dict: PDFDict, key: string): string {
  const entry = dict.lookup(name(key));
  return entry instanceof PDFString || entry instanceof PDFHexString ? entry.decodeText() : '';
}

const isSignature = (dict: PDFDict) =>
  dict.has(name('ByteRange')) || String(dict.lookup(name('Type'))) === '/Sig';

function stripAnnotations(page: PDFDict, context: PDFContext): void {
  const annotations = page.lookup(name('Annots'));
  const all = annotations instanceof PDFArray ? annotations.asArray() : [];
  const kept = all.filter((entry) => {
    const annotation = context.lookup(entry);
    if (!(annotation instanceof PDFDict)) return false;
    return !ATTACHMENTS.has(String(annotation.lookup(SUBTYPE)));
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
