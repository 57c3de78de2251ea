import type { PersonView } from '../../accounts/person.ts';
import type { ConsoleView } from './view.ts';

/** Where somebody stands: a unit, or outside. */
export const personUnit = (person: Pick<PersonView, 'outside' | 'unit'>, view: ConsoleView): string =>
  person.outside ? view.tell('accounts:outside') : view.unit(person.unit);

/** The name behind an id, also of people who left; words for an id that nobody has. */
export const nameOf = (id: string | undefined, people: readonly PersonView[], view: ConsoleView): string =>
  people.find((person) => person.id === id)?.name ?? view.say('person.unknown');
