const MIB = 1024 * 1024;

/** How much evidence is taken; each type has a cap of its own in the table of types. */
export interface EvidenceLimits {
  /** Bytes of one file of any type. */
  fileBytes: number;
  /** Files of one draft, and of one case with all that was sent to it later. */
  files: number;
  /** Bytes of the same, padded, of the larger copy of each file. */
  caseBytes: number;
  /** Bytes of one day over all, as they were sent; when they are used up, reports without files go on. */
  dayBytes: number;
  /** Days after which the files of a draft that was left are deleted. */
  draftDays: number;
}

export const DEFAULT_LIMITS: EvidenceLimits = {
  fileBytes: 200 * MIB,
  files: 50,
  caseBytes: 500 * MIB,
  dayBytes: 5 * 1024 * MIB,
  draftDays: 7,
};

/** What a town's policy (`evidence` in `policy.yaml`) allows. */
export const limitsOf = (caps: {
  fileMb: number;
  caseMb: number;
  dayMb: number;
  filesPerCase: number;
}): EvidenceLimits => ({
  ...DEFAULT_LIMITS,
  fileBytes: caps.fileMb * MIB,
  files: caps.filesPerCase,
  caseBytes: caps.caseMb * MIB,
  dayBytes: caps.dayMb * MIB,
});
