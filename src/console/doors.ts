import type { Door } from './frame/door.ts';
import type { Sessions } from './frame/sessions.ts';
import type { RunNeeds } from './needs.ts';
import { inviteDoor } from './invite/door.ts';
import { recoveryDoor } from './recovery/door.ts';
import { setUpDoor } from './set-up/door.ts';

/** Every entrance of the console for people who are not signed in, besides the sign-in itself. */
export const doorsOf = (needs: RunNeeds, sessions: Sessions): readonly Door[] => [
  setUpDoor(needs),
  inviteDoor(needs),
  recoveryDoor(needs, sessions),
];
