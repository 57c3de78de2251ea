import type { Clock } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import { createArrivals, type Arrivals } from './arrivals.ts';
import type { Clean } from './cleaner.ts';
import type { EvidenceCopy } from './contents.ts';
import { readPart, readWhole, type FilePart } from './file-reader.ts';
import { createKeeping, type Keeping } from './keeping.ts';
import type { EvidenceLimits } from './limits.ts';
import type { Scan, ScanBytes } from './scan.ts';

/** Receives, keeps and opens files. Contents hold the secrets; nothing here keeps them. */
export interface Evidence extends Arrivals, Keeping {
  /** A copy's content (or the part from `start` up to `end`), a MiB at a time. Throws SealError when it was changed or is gone. */
  open(copy: EvidenceCopy, part?: FilePart): AsyncIterable<Uint8Array>;
  /** What a virus scanner says of a copy now; undefined where none is set up. Throws as `open`. */
  scan(copy: EvidenceCopy): Promise<Scan | undefined>;
}

export function createEvidence(deps: {
  port: EvidencePort;
  clock: Clock;
  clean: Clean;
  limits: () => EvidenceLimits;
  /** The locator of a case; undefined when it is gone. */
  ownerOf: (caseId: string) => Promise<string | undefined>;
  /** A virus scanner, where there is one. */
  scan?: ScanBytes;
}): Evidence {
  const { port } = deps;
  const keeping = createKeeping(deps);
  const scan = async ({ file }: EvidenceCopy): Promise<Scan | undefined> =>
    deps.scan?.(readWhole(port, file));
  return {
    ...createArrivals({ ...deps, scan, drop: (contents) => keeping.drop(contents) }),
    ...keeping,
    open: ({ file }, part) => (part ? readPart(port, file, part) : readWhole(port, file)),
    scan,
  };
}
