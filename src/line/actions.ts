import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Press } from '../conversation/reply.ts';
import { clampAction, type ActionPlace } from './clamp-action.ts';
import { isBlank } from './clean-text.ts';
import { encodePress } from './postback.ts';

type Action = messagingApi.Action;
type Does = Choice['does'];

/** What each kind of choice is in LINE. Undefined: it cannot be a button, and works typed alone. */
const ACTIONS: {
  [K in Does['kind']]: (does: Extract<Does, { kind: K }>, label: string) => Action | undefined;
} = {
  say: ({ text }, label) => ({ type: 'message', label: isBlank(label) ? text : label, text }),
  press(does, label) {
    const data = dataOf(does.press);
    // A press too long for LINE is said instead: every choice also works typed.
    return data === undefined
      ? { type: 'message', label, text: label }
      : { type: 'postback', label, data, displayText: label };
  },
  date({ press, min, max }, label) {
    const data = dataOf(press);
    return data === undefined
      ? undefined
      : {
          type: 'datetimepicker',
          label,
          data,
          mode: 'date',
          ...(min ? { min } : {}),
          ...(max ? { max } : {}),
        };
  },
  open: ({ url }, label) => ({ type: 'uri', label, uri: url }),
  copy: ({ text }, label) => ({ type: 'clipboard', label, clipboardText: text }),
  camera: (_, label) => ({ type: 'camera', label }),
  album: (_, label) => ({ type: 'cameraRoll', label }),
  place: (_, label) => ({ type: 'location', label }),
};

function dataOf(press: Press): string | undefined {
  try {
    return encodePress(press);
  } catch {
    return undefined;
  }
}

/** A choice as a LINE action that is good for its place, or undefined when it cannot be shown there. */
export function actionFor({ label, does }: Choice, place: ActionPlace): Action | undefined {
  // The registry pairs each kind with its own builder; TypeScript cannot follow that through an index.
  const build = ACTIONS[does.kind] as (does: Does, label: string) => Action | undefined;
  return clampAction(build(does, label), place);
}

/** Acts of any flow that lead out of it. */
const WAYS_OUT: readonly string[] = ['cancel', 'menu', 'back', 'stop', 'home'];

/** Whether a choice leads out of what somebody is in: it is kept when there is no room for all. */
export const isWayOut = ({ does }: Choice): boolean =>
  does.kind === 'press' && (does.press.flow === 'menu' || WAYS_OUT.includes(does.press.act));
