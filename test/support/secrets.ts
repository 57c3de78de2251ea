/** The secrets of an installation of the tests. */
export const SECRETS = {
  app: 'application secret of the tests and long enough',
  codePepper: 'code pepper of the tests and long enough',
  staffPepper: 'staff pepper of the tests and long enough',
  integrityKey: 'integrity key of the tests and long enough',
};

/** Argon2id as cheap as it gets: tests show what is done with it, not how slow it is. */
export const CHEAP = { memoryKiB: 8, passes: 1, parallelism: 1 };
