import { PDFName } from '@cantoo/pdf-lib';

/** The name of an entry. */
export const name = (text: string) => PDFName.of(text);
const names = (...texts: string[]) => texts.map(name);

/**
 * Entries that go wherever they stand: properties, programs' private notes, times, previews, scripts, attachments,
 * signatures, who made a layer, coordinates of maps.
 */
export const GONE = names(
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
  // Of a document that was put into this one, as TeX notes it.
  ...['Author', 'Creator', 'Producer', 'CreationDate', 'ModDate'],
  ...['PTEX.FileName', 'PTEX.InfoDict', 'PTEX.PageNumber', 'PTEX.Fullbanner'],
);
/** In an annotation: who made it, when, under which number. In a form's field `T` is the field's name and stays. */
export const BY_WHOM = names(
  'T',
  'M',
  'CreationDate',
  'NM',
  'Subj',
  'RC',
  'RichMediaContent',
  'RichMediaSettings',
  'Sound',
  'Movie',
);
/** Annotations that are files, programs or recordings. */
export const ATTACHMENTS = new Set(['/FileAttachment', '/RichMedia', '/Sound', '/Movie', '/Screen', '/3D']);
/** Actions that start something or lead out of the file; they lose what they would act on. */
export const ACTIONS = new Set([
  '/JavaScript',
  '/Launch',
  '/SubmitForm',
  '/ImportData',
  '/GoToR',
  '/GoToE',
  '/Rendition',
]);
/** What such an action would act on. */
export const OF_ACTIONS = names('F', 'Win', 'Mac', 'Unix', 'D', 'R', 'Next', 'T');
/** Links that somebody must press stay if they lead to the web or to mail, not to a folder of whoever wrote them. */
export const LINK = /^(https?:|mailto:|tel:)/i;
