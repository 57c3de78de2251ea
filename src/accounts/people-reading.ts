import type { Colleague } from '../cases/eligible.ts';
import { colleagueOf, viewOf, type PersonView } from './person.ts';
import type { PersonStore } from './person-store.ts';
import { findPerson } from './sign-in.ts';

/** Who there is, for whoever may know. Throws SealError `tampered` when a row is not this server's. */
export interface PeopleReading {
  list(): Promise<PersonView[]>;
  /** The active or inactive person with this id, or the active one with this name. */
  find(idOrName: string): Promise<PersonView | undefined>;
  /** As the cases see them. */
  colleagues(): Promise<Colleague[]>;
  /** Whether this is the key somebody has now, confirmed or not: no change of duties and no new passphrase since. */
  isKeyOf(id: string, keyId: string): Promise<boolean>;
}

export const createPeopleReading = (store: Pick<PersonStore, 'list'>): PeopleReading => ({
  async list() {
    return (await store.list()).map(viewOf);
  },
  async find(idOrName) {
    const person = findPerson(await store.list(), idOrName);
    return person && viewOf(person);
  },
  async colleagues() {
    return (await store.list()).map(colleagueOf);
  },
  async isKeyOf(id, keyId) {
    return (await store.list()).some((each) => each.id === id && each.key.id === keyId);
  },
});
