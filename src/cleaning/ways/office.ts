import { posix } from 'node:path';
import { cannot, Ended, OFFICE_TYPES, refuse, type OfficeType } from '../outcome.ts';
import { readAll } from '../source.ts';
import { drawAnew } from './image.ts';
import type { Way } from './way.ts';
import { OFFICE_PARTS } from './office-parts.ts';
import { cleanContentTypes, cleanRelationships, cleanXml, readXml, withoutReferences } from './office-xml.ts';
import { pack, unpack } from './zip.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const MAIN_PARTS = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
} as const satisfies Record<OfficeType, string>;

/**
 * Word, Excel and PowerPoint: properties, authors, times, previews, printers, paths and editing history go, comments and
 * tracked changes stay without their authors, pictures are drawn anew. A part that is not known is not guessed at: the
 * reporter is told instead.
 */
export const cleanOffice: Way = async (job) => {
  const parts = unpack(await readAll(job));
  const found = typeOf(parts);
  try {
    await job.write(pack(await cleanParts(parts, found)));
  } catch (error) {
    const why = error instanceof Ended && error.outcome.kind === 'cannot' ? error.outcome.why : undefined;
    throw why ? new Ended({ kind: 'cannot', why, found }) : error;
  }
  return found;
};

async function cleanParts(
  parts: ReadonlyMap<string, Uint8Array>,
  found: OfficeType,
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  for (const [name, part] of parts) {
    const rule = OFFICE_PARTS.find((each) => each.name.test(name)) ?? cannot('parts', found);
    if (rule.do === 'macros') return refuse('macros');
    if (rule.do === 'told') return cannot('parts', found);
    if (rule.do === 'drop' || name.endsWith('/')) continue;
    kept.set(name, rule.do === 'picture' ? await sameKind(name, part) : part);
  }
  const removed = new Map<string, string[]>();
  for (const [name, part] of kept) {
    if (!name.endsWith('.rels')) continue;
    const owner = posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, '.rels'));
    const result = cleanRelationships(readXml(part), (target) => kept.has(pathOf(owner, target)));
    removed.set(owner, result.removed);
    kept.set(name, Buffer.from(result.text));
  }
  for (const [name, part] of kept) {
    if (name.endsWith('.rels') || OFFICE_PARTS.find((each) => each.name.test(name))?.do !== 'xml') continue;
    const text =
      name === CONTENT_TYPES
        ? cleanContentTypes(readXml(part), (each) => kept.has(each))
        : cleanXml(
            withoutReferences(readXml(part), removed.get(name) ?? []),
            /(?:authors|person)\.xml$/i.test(name),
          );
    kept.set(name, Buffer.from(text));
  }
  return kept;
}

function typeOf(parts: ReadonlyMap<string, Uint8Array>): OfficeType {
  const types = parts.get(CONTENT_TYPES);
  const found = OFFICE_TYPES.find((type) => parts.has(MAIN_PARTS[type]));
  if (!types || !found) return refuse('archive');
  if (/macroEnabled|vbaProject/i.test(readXml(types))) return refuse('macros');
  return found;
}

/** Where a reference leads, from the part that holds it. */
function pathOf(owner: string, target: string): string {
  const path = decodeURI(target.replace(/#.*$/, ''));
  if (path === '') return owner;
  return path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(owner), path);
}

/** A picture keeps its name, so it must keep its kind, too. */
async function sameKind(name: string, part: Uint8Array): Promise<Uint8Array> {
  const { bytes, type } = await drawAnew(part).catch((error: Error) => {
    const outcome = error instanceof Ended ? error.outcome : undefined;
    // A picture nobody can draw is no reason to lose the document around it.
    return outcome?.kind === 'refused' && outcome.why !== 'too-many-pixels'
      ? cannot('parts')
      : Promise.reject(error);
  });
  const extension = posix.extname(name).slice(1).toLowerCase().replace('jpg', 'jpeg');
  return extension === type ? bytes : cannot('parts');
}
