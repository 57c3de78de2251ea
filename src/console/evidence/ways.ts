import type { CopyView } from '../../cases/evidence/view.ts';
import type { EvidenceTypeId } from '../../cases/evidence/types.ts';

/** How a file is shown: as a picture, by the browser's player, as text in a sealed frame; otherwise it is downloaded. */
export type Showing = 'picture' | 'sound' | 'film' | 'text';

/** What browsers show without running anything in it. PDF and Office files are missing on purpose (ADR 0046). */
const SHOWN: Partial<Record<EvidenceTypeId, Showing>> = {
  jpeg: 'picture',
  png: 'picture',
  webp: 'picture',
  avif: 'picture',
  m4a: 'sound',
  wav: 'sound',
  ogg: 'sound',
  weba: 'sound',
  aac: 'sound',
  mp3: 'sound',
  mp4: 'film',
  webm: 'film',
  mov: 'film',
  text: 'text',
};

/** Undefined: download only. Originals are as the reporter's device made them, so no browser draws them here. */
export const showingOf = ({ type, which, scan }: CopyView): Showing | undefined =>
  which === 'clean' && scan?.kind !== 'infected' ? SHOWN[type] : undefined;
