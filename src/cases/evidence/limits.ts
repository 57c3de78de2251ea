const MIB = 1024 * 1024;

/** How much evidence is taken; the cap of one file stands in the table of types. */
export interface EvidenceLimits {
  /** Files of one draft or case. */
  files: number;
  /** Bytes of one draft or case, as they were sent. */
  caseBytes: number;
  /** Bytes of one day over all, as they were sent; when they are used up, reports without files go on. */
  dayBytes: number;
  /** Days after which the files of a draft that was left are deleted. */
  draftDays: number;
}

export const DEFAULT_LIMITS: EvidenceLimits = {
  files: 50,
  caseBytes: 500 * MIB,
  dayBytes: 5 * 1024 * MIB,
  draftDays: 7,
};
