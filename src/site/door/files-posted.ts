import { decide, withoutPieces, type Changed, type Piece } from '../../cases/evidence/pieces.ts';
import { NO_FILES, type FilesShown, type Upload } from './files-shown.ts';
import type { Posted } from './posted.ts';

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

const removedBy = (posted: Posted): string | undefined => {
  const [act, id] = posted.one('do').split(':');
  return act === REMOVE ? id : undefined;
};
const choiceOf = (posted: Posted, id: string) => posted.one(pieceField.decide(id));

/** The files of a form after what it says of them: taken away, kept or not kept. */
export function changedBy(posted: Posted, before: readonly Piece[]): Changed {
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

/** Files that the page showed and nobody took away, and that are not there: the draft ran out. */
export function goneSince(posted: Posted, pieces: readonly Piece[]): number {
  const there = new Set(pieces.map(({ id }) => id));
  const wanted = (id: string) => id !== removedBy(posted) && choiceOf(posted, id) !== 'drop';
  return posted.all(pieceField.had).filter((id) => wanted(id) && !there.has(id)).length;
}

/** How their owner calls them: those that came now as they came, the others as the page carried it. */
export function namesOf(
  ids: readonly string[],
  posted: Posted,
  uploads: readonly Upload[],
): Record<string, string> {
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

const NAME_LENGTH = 80;

/** A name for the page alone: cut in the middle, so that the end, which tells the type, stays. */
export function shortName(name: string): string {
  const signs = [...name.replace(/\p{C}/gu, ' ').trim()];
  if (signs.length <= NAME_LENGTH) return signs.join('');
  return `${signs.slice(0, NAME_LENGTH - 16).join('')}…${signs.slice(-15).join('')}`;
}
