import type { Holding, OwnedFile } from '../../store/ports.ts';
import { copiesOf, type EvidenceContent } from './contents.ts';
import { paddedFileSize } from './sealed-file.ts';

/** The copies of a file as they count against the cap of a case: the larger one, as it lies there; the other for nothing. */
export function ownedFiles(content: EvidenceContent): OwnedFile[] {
  const [first, ...others] = copiesOf(content)
    .map(({ file }) => ({ id: file.id, counts: paddedFileSize(file.size) }))
    .sort((a, b) => b.counts - a.counts);
  return first ? [first, ...others.map(({ id }) => ({ id, counts: 0 }))] : [];
}

/** What contents count together. */
export const countsOf = (contents: readonly EvidenceContent[]): Holding => ({
  files: contents.filter(({ is }) => is === 'file').length,
  bytes: contents.flatMap(ownedFiles).reduce((sum, { counts }) => sum + counts, 0),
});
