import { contentsOf, lacksOriginal, type Piece } from '../../cases/evidence/pieces.ts';
import type { PlaceEvidence } from '../../cases/evidence/contents.ts';
import type { Received } from '../../cases/evidence/arrivals.ts';
import type { Effect } from '../effects.ts';
import type { FlowContext, Step } from '../flow.ts';
import type { Input } from '../input.ts';

/** Files and places that come in a chat, for a draft or an open case. */

export type TakeIn = Extract<Effect, { kind: 'take-in' }>;
type Media = Extract<Input, { kind: 'media' }>;
type Place = Extract<Input, { kind: 'place' }>;

/** Fetches the file of a message; `pieces` are those that are there, `caseId` the case it would go to. */
export const takeIn = ({ handle, item }: Media, pieces: readonly Piece[], caseId?: string): TakeIn => ({
  kind: 'take-in',
  handle,
  item,
  has: contentsOf(pieces),
  ...(caseId === undefined ? {} : { caseId }),
});

/** A file that came, as a draft holds it. */
export function pieceOf(received: Exclude<Received, { kind: 'problem' }>, of: TakeIn, id: string): Piece {
  const { content } = received;
  const piece = { id, item: of.item, content };
  if (received.kind === 'consent') return { ...piece, undecided: true };
  const withHandle = { ...piece, handle: of.handle };
  return lacksOriginal(withHandle) ? withHandle : piece;
}

const MOST = 500;

/** A place as evidence holds it; degrees that are none become the nearest that are. */
function placeFrom(place: Omit<Place, 'kind' | 'item'>): PlaceEvidence {
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return {
    v: 1,
    is: 'place',
    ...(place.title ? { title: place.title.slice(0, MOST) } : {}),
    ...(place.address ? { address: place.address.slice(0, MOST) } : {}),
    latitude: within(place.latitude, 90),
    longitude: within(place.longitude, 180),
  };
}

/** A place that was sent, as a draft holds it. */
export function placePiece({ kind: _kind, item, ...place }: Place, { randomId }: FlowContext): Piece {
  return { id: randomId(), item, content: placeFrom(place) };
}

/** A step, and with it the deletion of the files that were there before it and are not `kept` after. */
export function droppingLeft(before: readonly Piece[], kept: readonly Piece[], step: Step): Step {
  const ids = new Set(kept.map(({ id }) => id));
  const left = before.filter(({ id }) => !ids.has(id));
  if (left.length === 0) return step;
  const drop = { kind: 'drop-files', contents: contentsOf(left) } as const;
  return { ...step, also: [...(step.also ?? []), drop] };
}
