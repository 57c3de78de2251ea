import { cannot } from '../outcome.ts';
import { HOLDS_FILE_NAME } from './file-name.ts';

/** Attributes that go, whatever their namespace: times, numbers of editing sessions, ids of documents. */
const GONE = [
  'rsid\\w*',
  'date',
  'dateUtc',
  'dt',
  'dT',
  'documentId',
  'docId',
  'rupBuild',
  'lastEdited',
  'lowestEdited',
  'coauthVersionLast',
  'coauthVersionMax',
].join('|');
/** Attributes that must be there and say who: they say it no more. */
const NEUTRAL = ['author', 'initials', 'userId', 'providerId', 'userName'].join('|');
/** PowerPoint's remarks must say when they were written. */
const NO_TIME = '1980-01-01T00:00:00';
/** Elements that go with everything in them. */
const ELEMENTS = [
  'rsids',
  'docVars',
  'attachedTemplate',
  'mailMerge',
  'absPath',
  'fileSharing',
  'revisionPtr',
  'docId',
  'fileRecoveryPr',
  'creationId',
  'modifyVerifier',
  'writeProtection',
].join('|');

const value = `\\s*=\\s*(?:"[^"]*"|'[^']*')`;
const goneAttributes = new RegExp(`\\s(?:[\\w.-]+:)?(?:${GONE})${value}`, 'g');
const neutralAttributes = new RegExp(`(\\s(?:[\\w.-]+:)?(?:${NEUTRAL}))${value}`, 'g');
const mustHaveTime = new RegExp(`(\\screated)${value}`, 'g');
const goneElements = new RegExp(
  `<((?:[\\w.-]+:)?(?:${ELEMENTS}))(?:\\s[^<>]*)?(?:/>|>[\\s\\S]*?</\\1\\s*>)`,
  'g',
);
const authorElements = /(<((?:[\w.-]+:)?author)(?:\s[^<>]*)?>)[\s\S]*?(<\/\2\s*>)/g;
const remarks = /<!--[\s\S]*?-->/g;

/** The text of an XML part. Ends with `parts` for one that is not plain UTF-8 or brings definitions of its own. */
export function readXml(part: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    return cannot('parts');
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || /^<\?xml[^>]*encoding\s*=\s*["'](?!utf-8)/i.test(text)) {
    return cannot('parts');
  }
  return text;
}

/** What a picture or shape is called, and what is said of it for those who do not see it. */
const called = new RegExp(`(\\s(?:name|descr|title|alt))(${value})`, 'g');
/** Word's older pictures are called as their file was, without the ending. */
const pictureTitle = new RegExp(`(\\s(?:[\\w.-]+:)?title)${value}`, 'g');

function withoutFileNames(tag: string): string {
  if (/^<(?:[\w.-]+:)?imagedata\s/.test(tag)) return tag.replace(pictureTitle, '$1="-"');
  if (!/^<(?:[\w.-]+:)?(?:cNvPr|docPr|shape)\s/.test(tag)) return tag;
  return tag.replace(called, (whole, attr: string, given: string) =>
    HOLDS_FILE_NAME.test(given) ? `${attr}="-"` : whole,
  );
}

const instructions = /(<((?:[\w.-]+:)?(?:instrText|delInstrText))(?:\s[^<>]*)?>)([\s\S]*?)(?=<\/\2\s*>)/g;
const simpleField = new RegExp(`\\s(?:[\\w.-]+:)?instr${value}`, 'g');
const ownPath =
  /(?:file:|\b[a-z]:[\\/]|\\\\|\/(?:Users|home|private|var|tmp|Volumes)\/)(?:(?!&quot;)[^"'<])*/gi;
/** Hidden instructions of a field keep what they do and lose where on somebody's machine it was found. */
const withoutPaths = (text: string) => text.replace(ownPath, '-');

/** Excel begins a note with the name of who writes it, as part of the note's words. */
function withoutNotedNames(text: string, authors: readonly string[]): string {
  return text.replace(/(<(?:[\w.-]+:)?t(?:\s[^<>]*)?>\s*)([^<]*)/g, (whole, open: string, words: string) => {
    const author = authors.find((each) => words.startsWith(`${each}:`));
    return author === undefined ? whole : `${open}-${words.slice(author.length)}`;
  });
}

/** Only inside tags, never in the text between them. */
const inTags = (text: string, change: (tag: string) => string): string =>
  text.replace(/<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/g, change);

/** In lists of those who commented, `name` is a person's; elsewhere it is a table's or a shape's. */
const names = new RegExp(`(\\s(?:name|displayName))${value}`, 'g');

/** A part without who wrote what when. The words themselves stay. `people`: it is a list of persons. */
export function cleanXml(text: string, people: boolean): string {
  const bare = text.replace(remarks, '').replace(goneElements, '');
  const authors = [...bare.matchAll(authorElements)].map(([whole]) => whole.replace(/<[^>]*>/g, ''));
  const shorter = withoutNotedNames(bare, authors.filter(Boolean))
    .replace(authorElements, '$1-$3')
    .replace(instructions, (_, open: string, _name, words: string) => open + withoutPaths(words));
  return inTags(shorter, (tag) => {
    const cleaned = withoutFileNames(tag)
      .replace(goneAttributes, '')
      .replace(neutralAttributes, '$1="-"')
      .replace(mustHaveTime, `$1="${NO_TIME}"`)
      .replace(simpleField, withoutPaths);
    return people ? cleaned.replace(names, '$1="-"') : cleaned;
  });
}

const RELATIONSHIP =
  /<(?:[\w.-]+:)?Relationship\s(?:[^<>"']|"[^"]*"|'[^']*')*?\/?>(?:\s*<\/(?:[\w.-]+:)?Relationship\s*>)?/g;
const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? '';
/** References that make no sense, or say too much, even where they lead out of the file. */
const KINDS_THAT_GO =
  /\/(attachedTemplate|mailMergeSource|mailMergeHeaderSource|recipientData|webextension\w*)$/i;

/**
 * The references of one part: those to what was dropped go, and those to other machines (templates, pictures that would
 * be fetched when an officer opens the file) lead nowhere; links that somebody must press stay if they are web or mail.
 * `removed`: the ids of those that went.
 */
export function cleanRelationships(
  text: string,
  isKept: (target: string) => boolean,
): { text: string; removed: string[] } {
  const removed: string[] = [];
  const remove = (tag: string) => {
    removed.push(attribute(tag, 'Id'));
    return '';
  };
  const cleaned = text.replace(remarks, '').replace(RELATIONSHIP, (tag) => {
    const type = attribute(tag, 'Type');
    const target = attribute(tag, 'Target');
    if (KINDS_THAT_GO.test(type)) return remove(tag);
    if (attribute(tag, 'TargetMode') !== 'External') return isKept(target) ? tag : remove(tag);
    const link = /\/hyperlink$/.test(type) && /^(https?:|mailto:)/i.test(target);
    return link ? tag : tag.replace(/(\sTarget\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"about:blank"');
  });
  return { text: cleaned, removed };
}

const EMPTY_LISTS = /<((?:[\w.-]+:)?(?:custDataLst))\s*>\s*<\/\1\s*>/g;

/** A part without its uses of references that went: programs refuse a file that uses what is not there. */
export function withoutReferences(text: string, removed: readonly string[]): string {
  if (removed.length === 0) return text;
  const ids = new RegExp(`\\s[\\w.-]+:(?:id|embed|link|pict)\\s*=\\s*["'](?:${removed.join('|')})["']`, 'g');
  return inTags(text, (tag) => {
    const without = tag.replace(ids, '');
    if (without === tag) return tag;
    // What was nothing but a reference goes; what says other things, too, or holds something, stays.
    return tag.endsWith('/>') && !/^<(?:[\w.-]+:)?(?:pageSetup|hlinkClick|blip)[\s/]/.test(tag)
      ? ''
      : without;
  }).replace(EMPTY_LISTS, '');
}

/** The list of types without the parts that were dropped. */
export function cleanContentTypes(text: string, isKept: (name: string) => boolean): string {
  return text
    .replace(remarks, '')
    .replace(/<(?:[\w.-]+:)?Override\s(?:[^<>"']|"[^"]*"|'[^']*')*?\/?>/g, (tag) =>
      isKept(attribute(tag, 'PartName').replace(/^\//, '')) ? tag : '',
    );
}
