import { randomBytes } from 'node:crypto';

/**
 * A failure we expected and can explain. `key` names a text in `locales/<lang>/errors.json`;
 * `params` fill it in and must hold nothing about a person.
 */
export class ExpectedError extends Error {
  readonly key: string;
  readonly params: Record<string, string | number>;
  /** The HTTP status an edge answers with, 400 to 599. */
  readonly status: number;

  constructor(key: string, params: Record<string, string | number> = {}, status = 400) {
    super(key);
    this.name = 'ExpectedError';
    this.key = key;
    this.params = params;
    this.status = status;
  }
}

/** The operator gave the program something it cannot work with; every problem is a full sentence with its fix. */
export class SetupError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SetupError';
    this.problems = problems;
  }
}

/** Of references that people read out. */
export const REFERENCE_ALPHABET = '23456789CFGHJMPQRVWX'; // no vowels, nothing that looks like something else

/** A random reference for one unexpected error, shown to the user and logged: eight signs like `H7QM-2X4V`. */
export function newReference(): string {
  const signs = [...randomBytes(8)].map((byte) => REFERENCE_ALPHABET[byte % REFERENCE_ALPHABET.length]);
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}
