import { cannot } from '../outcome.ts';

/** Attributes that go, whatever their namespace: times, numbers of editing sessions, ids of documents. */
const GONE = [
  'rsid\\w*',
  'date',
  'dateUtc',
  'dt',
  'dT',
  'documentId',
  'docId',
  'userDrawn',
  'lastClr0',
  'rupBuild',
  'lastEdited',
  'lowestEdited',
  'coauthVersionLast',
  'coauthVersionMax',
].join('|');
/** Attributes that must be there and say who: they say it no more. */
const NEUTRAL = ['author', 'initials', 'userId', 'providerId', 'displayName', 'userName', 'by'].join('|');
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
  'smartTags',
  'fileRecoveryPr',
  'creationId',
  'modifyVerifier',
  'writeProtection',
].join('|');

const value = `\\s*=\\s*(?:"[^"]*"|'[^']*')`;
const goneAttributes = new RegExp(`\\s(?:[\\w.-]+:)?(?:${GONE})${value}`, 'g');
const neutralAttributes = new RegExp(`(\\s(?:[\\w.-]+:)?(?:${NEUTRAL}))${value}`, 'g');
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

/** Only inside tags, never in the text between them. */
const inTags = (text: string, change: (tag: string) => string): string =>
  text.replace(/<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/g, change);

/** A part without who wrote what when. The words themselves stay. */
export function cleanXml(text: string): string {
  const shorter = text.replace(remarks, '').replace(goneElements, '').replace(authorElements, '$1-$3');
  return inTags(shorter, (tag) => tag.replace(goneAttributes, '').replace(neutralAttributes, '$1="-"'));
}

const RELATIONSHIP =
  /<(?:[\w.-]+:)?Relationship\s(?:[^<>"']|"[^"]*"|'[^']*')*?\/?>(?:\s*<\/(?:[\w.-]+:)?Relationship\s*>)?/g;
const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? '';
const KINDS_THAT_GO =
  /\/(core-properties|extended-properties|custom-properties|thumbnail|metadata\/|customXml|attachedTemplate|signature|printerSettings|people|person|externalLink|externalLinkPath|connections|queryTable|revisionHeaders|usernames|webextension|classificationlabels|tags|changesInfo|revisionInfo|customUI|ui\/extensibility|userCustomization|stylesWithEffects|recipientData)/i;

/**
 * The references of one part: those to what was dropped go, and those to other machines (templates, pictures that would
 * be fetched when an officer opens the file) lead nowhere; links that somebody must press stay if they are web or mail.
 */
export function cleanRelationships(text: string, isKept: (target: string) => boolean): string {
  return text.replace(remarks, '').replace(RELATIONSHIP, (tag) => {
    const type = attribute(tag, 'Type');
    const target = attribute(tag, 'Target');
    if (attribute(tag, 'TargetMode') === 'External') {
      const link = /\/hyperlink$/.test(type) && /^(https?:|mailto:)/i.test(target);
      if (KINDS_THAT_GO.test(type)) return '';
      return link ? tag : tag.replace(/(\sTarget\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"about:blank"');
    }
    return KINDS_THAT_GO.test(type) || !isKept(target) ? '' : tag;
  });
}

/** The list of types without the parts that were dropped. */
export function cleanContentTypes(text: string, isKept: (name: string) => boolean): string {
  return text
    .replace(remarks, '')
    .replace(/<(?:[\w.-]+:)?Override\s(?:[^<>"']|"[^"]*"|'[^']*')*?\/?>/g, (tag) =>
      isKept(attribute(tag, 'PartName').replace(/^\//, '')) ? tag : '',
    );
}
