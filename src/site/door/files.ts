import { createHash, randomBytes } from 'node:crypto';
import type { EvidenceContent } from '../../cases/evidence/contents.ts';
import type { Evidence } from '../../cases/evidence/evidence.ts';
import { contentsOf, type Changed, type Piece } from '../../cases/evidence/pieces.ts';
import { piecesOf, type Answers } from '../../cases/fields.ts';
import type { ArrivingFile } from '../../web/multipart.ts';
import type { DraftKind, Drafts, Kept } from './drafts.ts';
import type { Sender } from './capacity.ts';
import { changedBy, goneSince, namesOf, shortName } from './files-posted.ts';
import { hasOriginal, NO_FILES, type FilesShown, type Upload } from './files-shown.ts';
import { createPlaces, type PlaceLimits } from './places.ts';
import type { Posted } from './posted.ts';
import type { Bag } from './ticket.ts';

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

export interface Files {
  /**
   * Receives a file that arrives for a form. Undefined when there was none: an input left empty, or a form sent already.
   * `sender`: whom it comes from (`createRequestNames`).
   */
  take(place: FilePlace, sender: Sender, file: ArrivingFile): Promise<Upload | undefined>;
  /** Does with the kept files what the form says of them, and gives them as the next page shows them. */
  settle(place: FilePlace, posted: Posted, uploads: readonly Upload[]): Promise<FilesShown>;
  /** Deletes a draft with its files. */
  discard(place: FilePlace): Promise<void>;
}

/** The files of a draft's one field for them. */
export const filesIn = (kept: Kept | undefined): Piece[] =>
  kept?.state === 'writing' ? piecesOf(kept.answers) : [];

export function withFiles(answers: Answers, field: string, pieces: Piece[]): Answers {
  const { [field]: _before, ...others } = answers;
  return pieces.length > 0 ? { ...others, [field]: { of: 'evidence', pieces } } : others;
}

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
      signal: file.signal,
      door: 'web',
    });
    if (received.kind === 'problem') return { name, problem: received.problem };
    const id = await keep(place, {
      id: randomBytes(16).toString('hex'),
      content: received.content,
      item: hash.digest('hex'),
      ...(received.kind === 'consent' && { undecided: true as const }),
    });
    return id === undefined ? undefined : { name, piece: id };
  }

  return {
    async take(place, sender, given) {
      const file = await unlessLeftEmpty(given);
      if (!file) return undefined;
      const held = await places.hold(sender, file.bytes, (bytes) => receive(place, { ...file, bytes }));
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

const sameList = (before: readonly Piece[], after: readonly Piece[]) =>
  before.length === after.length && before.every((piece, index) => piece === after[index]);

/**
 * Browsers send an input that was left empty as a file without name and bytes. It asks for no place and no room: where none is
 * left, whoever chose nothing more can still go on.
 */
async function unlessLeftEmpty(file: ArrivingFile): Promise<ArrivingFile | undefined> {
  if (file.name !== '') return file;
  const bytes = file.bytes[Symbol.asyncIterator]();
  const first = await bytes.next();
  return first.done ? undefined : { ...file, bytes: begunWith(first.value, bytes) };
}

async function* begunWith(first: Uint8Array, bytes: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
  } finally {
    await bytes.return?.();
  }
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
