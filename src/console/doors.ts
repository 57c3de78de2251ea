import type { Door } from './frame/door.ts';
import type { Sessions } from './frame/sessions.ts';
import type { ConsoleNeeds } from './needs.ts';
import { setUpDoor } from './set-up/door.ts';

/** Every entrance of the console for people who are not signed in, besides the sign-in itself. */
export const doorsOf = (needs: ConsoleNeeds, _sessions: Sessions): readonly Door[] => [setUpDoor(needs)];
