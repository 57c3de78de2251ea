import { createHash, randomBytes } from 'node:crypto';
import type { Person } from './person.ts';
import { addTry } from './throttle.ts';

/**
 * Browsers somebody signed in with before (ADR 86). Each has tries of its own, so that a stranger who only knows the name
 * keeps nobody waiting. What the browser holds is random and opens nothing; the row holds its hash.
 */

/** Of one person; with more the oldest is forgotten, and is a browser like any other then. */
export const MOST_BROWSERS = 5;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const hashOf = (token: string) =>
  createHash('sha256').update('suetrong known browser\n').update(token).digest('hex');

/** Whether it was this person who signed in with this browser, under the key of now. */
export const isKnown = (person: Person, token: string | undefined): token is string =>
  token !== undefined &&
  TOKEN.test(token) &&
  person.browsers.some(({ hash, key }) => hash === hashOf(token) && key === person.key.id);

/** The person after one more try with a known browser. Throws ExpectedError `too-many-tries`, as `addTry` does. */
export function addKnownTry(person: Person, token: string, now: Date): Person {
  const hash = hashOf(token);
  const browsers = person.browsers.map((each) =>
    each.hash === hash ? { ...each, tries: addTry(each.tries, now) } : each,
  );
  return { ...person, browsers };
}

/** The person after a known browser succeeded. */
export function clearKnownTries(person: Person, token: string): Person {
  const hash = hashOf(token);
  const browsers = person.browsers.map((each) => (each.hash === hash ? { ...each, tries: [] } : each));
  return { ...person, browsers };
}

/** A token for a browser that is not known yet, and how the person's row knows it. */
export function newBrowser(): { token: string; enter: (person: Person) => Person } {
  const token = randomBytes(32).toString('base64url');
  return {
    token,
    enter: (person) => {
      // Those of a key before are over.
      const others = person.browsers.filter(({ key }) => key === person.key.id).slice(1 - MOST_BROWSERS);
      return {
        ...person,
        browsers: [...others, { hash: hashOf(token), key: person.key.id, tries: [] }],
      };
    },
  };
}
