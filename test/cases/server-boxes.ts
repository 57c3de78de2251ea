import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Secrets } from '../../src/config.ts';
import { BoxError, createSecretBox, type SecretBox } from '../../src/secret-box.ts';

const SRC = resolve(import.meta.dirname, '../../src');

/** Every word in the code that has to do with boxes: the purposes are among them, also those that somebody adds. */
const words = new Set(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
    .filter((text) => text.includes('SecretBox'))
    .flatMap((text) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, word]) => word!)),
);

/** Every box that the server could make of its secrets, by secret and purpose. */
export const boxesOf = (secrets: Secrets): Map<string, SecretBox> =>
  new Map(
    Object.entries(secrets).flatMap(([name, secret]) =>
      [...words].map((purpose) => [`${name} ${purpose}`, createSecretBox(secret, purpose)] as const),
    ),
  );

/** The names of the boxes that open these bytes in one of these places. */
export const openedBy = (
  boxes: ReadonlyMap<string, SecretBox>,
  sealed: Uint8Array,
  places: readonly string[],
): string[] =>
  [...boxes].filter(([, box]) => places.some((place) => opens(box, sealed, place))).map(([name]) => name);

function opens(box: SecretBox, sealed: Uint8Array, place: string): boolean {
  try {
    box.open(sealed, place);
    return true;
  } catch (error) {
    if (error instanceof BoxError) return false;
    throw error;
  }
}
