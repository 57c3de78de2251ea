import { createHash, randomBytes } from 'node:crypto';
import type { EvidenceContent } from '../../cases/evidence/contents.ts';
import type { Evidence } from '../../cases/evidence/evidence.ts';
import { contentsOf, decide, withoutPieces, type Changed, type Piece } from '../../cases/evidence/pieces.ts';
import type { EvidenceProblem } from '../../cases/evidence/problems.ts';
import { piecesOf, type Answers } from '../../cases/fields.ts';
import type { ArrivingFile } from '../../web/multipart.ts';
import type { DraftKind, Drafts, Kept } from './drafts.ts';
import { createPlaces, type PlaceLimits } from './places.ts';
import type { Posted } from './posted.ts';
import type { Bag } from './ticket.ts';

/** A file that came with this request: how its owner calls it, and what became of it. */
export type Upload = { name: string; piece: string } | { name: string; problem: EvidenceProblem };
export const refused = (uploads: readonly Upload[]): { name: string; problem: EvidenceProblem }[] =>
  uploads.filter((upload) => 'problem' in upload);

/** Where a form's files are kept until it is sent. */
export interface FilePlace {
  kind: DraftKind;
  holder: Bag;
  /** The field they belong to. */
  field: string;
  /** The case they would go to, where the page knows it. */
  caseId?: string;
  /** The originals of files that come now are kept beside the cleaned copies. */
  keepOriginal?: boolean;
}

/** The files of a form as its page shows them. */
export interface FilesShown {
  pieces: readonly Piece[];
  /** How their owner calls them, by piece: known to the page alone. */
  names: Readonly<Record<string, string>>;
  /** What came with this request. */
  uploads: readonly Upload[];
  /** How many the page showed that are not kept any more. */
  gone: number;
  /** Pieces that are kept and could not be looked at just now. */
  unseen: readonly string[];
}
export const NO_FILES: FilesShown = { pieces: [], names: {}, uploads: [], gone: 0, unseen: [] };

export interface Files {
  /**
   * Receives a file that arrives for a form. Undefined when there was none: an input left empty, or a form sent already.
   * `source`: the name its sender goes by now (`Capacity`).
   */
  take(place: FilePlace, source: string, file: ArrivingFile): Promise<Upload | undefined>;
  /** Does with the kept files what the form says of them, and gives them as the next page shows them. */
  settle(place: FilePlace, posted: Posted, uploads: readonly Upload[]): Promise<FilesShown>;
  /** Deletes a draft with its files. */
  discard(place: FilePlace): Promise<void>;
}

const NAME_LENGTH = 80;

/** The cleaned copy has the original beside it. */
export const hasOriginal = ({ content }: Piece): boolean =>
  content.is === 'file' && content.clean !== undefined && content.original !== undefined;

/** The files of a draft's one field for them. */
export const filesIn = (kept: Kept | undefined): Piece[] =>
  kept?.state === 'writing' ? piecesOf(kept.answers) : [];

export function withFiles(answers: Answers, field: string, pieces: Piece[]): Answers {
  const { [field]: _before, ...others } = answers;
  return pieces.length > 0 ? { ...others, [field]: { of: 'evidence', pieces } } : others;
}

/** Names of form fields that speak of one piece. */
export const pieceField = {
  /** The page shows it. */
  had: 'had',
  /** Stands before the files that come with it. */
  original: 'original',
  name: (id: string) => `name-${id}`,
  /** `keep` or `drop`, for one whose hidden facts cannot be removed. */
  decide: (id: string) => `decide-${id}`,
} as const;
/** The button that takes a piece away: `do` is this, a colon and the piece. */
export const REMOVE = 'remove';

export function createFiles(deps: {
  evidence: Pick<Evidence, 'receive' | 'drop'>;
  drafts: Drafts;
  places?: PlaceLimits;
}): Files {
  const { evidence, drafts } = deps;
  const places = createPlaces(deps.places);

  /** Keeps a received file in its draft, once: the same form can come twice, by reload or double click. */
  async function keep({ kind, holder, field }: FilePlace, piece: Piece): Promise<string | undefined> {
    let id: string | undefined;
    let unwanted: EvidenceContent | undefined;
    await drafts.change(kind, holder, (now) => {
      id = undefined;
      unwanted = piece.content;
      if (now && now.state !== 'writing') return undefined;
      const pieces = filesIn(now);
      const same = pieces.find(({ item }) => item === piece.item);
      id = same?.id ?? piece.id;
      // The same file once more is dropped, unless it comes with its original now.
      if (same && (hasOriginal(same) || !hasOriginal(piece))) return undefined;
      unwanted = same?.content;
      const next = same
        ? pieces.map((each) => (each === same ? { ...piece, id: same.id } : each))
        : [...pieces, piece];
      return { state: 'writing', answers: withFiles(now?.answers ?? {}, field, next) };
    });
    if (unwanted) await evidence.drop([unwanted]);
    return id;
  }

  async function receive(place: FilePlace, file: ArrivingFile): Promise<Upload | undefined> {
    const kept = await drafts.load(place.kind, place.holder);
    if (kept && kept.state !== 'writing') return undefined;
    const name = shortName(file.name);
    const hash = createHash('sha256').update(place.holder.key);
    const received = await evidence.receive({
      bytes: hashed(file.bytes, hash),
      has: contentsOf(filesIn(kept)),
      caseId: place.caseId,
      keepOriginal: place.keepOriginal,
    });
    if (received.kind === 'problem') {
      const leftEmpty = received.problem === 'empty' && file.name === '';
      return leftEmpty ? undefined : { name, problem: received.problem };
    }
    const id = await keep(place, {
      id: randomBytes(16).toString('hex'),
      content: received.content,
      item: hash.digest('hex'),
      ...(received.kind === 'consent' && { undecided: true as const }),
    });
    return id === undefined ? undefined : { name, piece: id };
  }

  return {
    async take(place, source, file) {
      const held = await places.hold(source, file.bytes, (bytes) => receive(place, { ...file, bytes }));
      return held === 'none' ? { name: shortName(file.name), problem: 'busy' } : held.done;
    },

    async settle({ kind, holder, field }, posted, uploads) {
      let changed: Changed = { pieces: [], drop: [] };
      await drafts.change(kind, holder, (now) => {
        const before = filesIn(now);
        changed = changedBy(posted, before);
        if (now?.state !== 'writing' || sameList(before, changed.pieces)) return undefined;
        return { ...now, answers: withFiles(now.answers, field, changed.pieces) };
      });
      await evidence.drop(changed.drop);
      const { pieces } = changed;
      const names = namesOf(
        pieces.map(({ id }) => id),
        posted,
        uploads,
      );
      return { ...NO_FILES, pieces, names, uploads, gone: goneSince(posted, pieces) };
    },

    async discard({ kind, holder }) {
      const kept = await drafts.load(kind, holder);
      await drafts.drop(holder);
      await evidence.drop(contentsOf(filesIn(kept)));
    },
  };
}

const removedBy = (posted: Posted): string | undefined => {
  const [act, id] = posted.one('do').split(':');
  return act === REMOVE ? id : undefined;
};
const choiceOf = (posted: Posted, id: string) => posted.one(pieceField.decide(id));

function changedBy(posted: Posted, before: readonly Piece[]): Changed {
  const gone = removedBy(posted);
  const first = withoutPieces(before, ({ id }) => id === gone);
  return before
    .filter(({ undecided }) => undecided)
    .reduce((now, { id }) => {
      const choice = choiceOf(posted, id);
      if (choice !== 'keep' && choice !== 'drop') return now;
      const next = decide(now.pieces, id, choice === 'keep');
      return { pieces: next.pieces, drop: [...now.drop, ...next.drop] };
    }, first);
}

const sameList = (before: readonly Piece[], after: readonly Piece[]) =>
  before.length === after.length && before.every((piece, index) => piece === after[index]);

/** Files that the page showed and nobody took away, and that are not there: the draft ran out. */
function goneSince(posted: Posted, pieces: readonly Piece[]): number {
  const there = new Set(pieces.map(({ id }) => id));
  const wanted = (id: string) => id !== removedBy(posted) && choiceOf(posted, id) !== 'drop';
  return posted.all(pieceField.had).filter((id) => wanted(id) && !there.has(id)).length;
}

function namesOf(ids: readonly string[], posted: Posted, uploads: readonly Upload[]): Record<string, string> {
  const fresh = new Map(uploads.flatMap((each) => ('piece' in each ? [[each.piece, each.name]] : [])));
  return Object.fromEntries(
    ids.map((id) => [id, fresh.get(id) ?? shortName(posted.one(pieceField.name(id)))]),
  );
}

/** What a sent form says of its files, while the store does not answer. */
export function filesUnseen(posted: Posted): FilesShown {
  const unseen = posted.all(pieceField.had);
  return { ...NO_FILES, unseen, names: namesOf(unseen, posted, []) };
}

/** Cut in the middle, so that the end, which tells the type, stays. */
function shortName(name: string): string {
  const signs = [...name.replace(/\p{C}/gu, ' ').trim()];
  if (signs.length <= NAME_LENGTH) return signs.join('');
  return `${signs.slice(0, NAME_LENGTH - 16).join('')}…${signs.slice(-15).join('')}`;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    hash.update(part);
    yield part;
  }
}
