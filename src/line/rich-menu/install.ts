import type { messagingApi } from '@line/bot-sdk';
import type { Translate } from '../../i18n.ts';
import { failureOf, type Failure, type LineAccount } from '../account.ts';
import { encodePress } from '../postback.ts';
import type { CallResult } from '../line-call.ts';
import { boundsOf, MENU_AREAS, MENU_SIZE, type MenuArea } from './areas.ts';
import { drawMenu } from './picture.ts';

/** Whoever points at this alias gets the newest menu: LINE lets no picture be exchanged. */
export const MENU_ALIAS = 'suetrong-main';
/** Menus with this name are ours, to be replaced. */
const MENU_NAME = 'suetrong main';

/** LINE did not take a step of it. What was there before is there still. */
export class MenuRefused extends Error {
  readonly step: string;
  readonly failure: Failure;
  constructor(step: string, failure: Failure) {
    super(`LINE refused: ${step}`);
    this.name = 'MenuRefused';
    this.step = step;
    this.failure = failure;
  }
}

function actionOf({ name, does }: MenuArea, t: Translate): messagingApi.Action {
  const label = t('th', `line-tool:menu.area.${name}`);
  return { type: 'postback', label, data: encodePress(does.press), displayText: label };
}

/** The menu as LINE wants it described. */
export function menuRequest(t: Translate): messagingApi.RichMenuRequest {
  return {
    size: MENU_SIZE,
    selected: true,
    name: MENU_NAME,
    chatBarText: t('th', 'line-tool:menu.bar'),
    areas: MENU_AREAS.map((area, index) => ({ bounds: boundsOf(index), action: actionOf(area, t) })),
  };
}

/**
 * Puts our menu below every chat and removes the one before. Resolves to how many older ones were deleted. Throws
 * MenuRefused; a new menu that did not come into use is deleted.
 */
export async function installMenu(account: LineAccount, t: Translate): Promise<number> {
  const png = new Uint8Array(await drawMenu(t));
  const before = await done('list', account.menus());
  const made = await done('create', account.createMenu(menuRequest(t)));
  const id = made?.richMenuId ?? '';
  try {
    await done('image', account.setMenuImage(id, png));
    // An alias that is there is moved; one that is not is made.
    const moved = await account.updateAlias(MENU_ALIAS, id);
    if (failureOf(moved)) await done('alias', account.createAlias(MENU_ALIAS, id));
    await done('default', account.setDefaultMenu(id));
  } catch (error) {
    await account.deleteMenu(id);
    throw error;
  }
  const old = (before?.richmenus ?? []).filter(({ name }) => name === MENU_NAME);
  for (const { richMenuId } of old) await done('delete', account.deleteMenu(richMenuId));
  return old.length;
}

async function done<T>(step: string, asked: Promise<CallResult<T>>): Promise<T | undefined> {
  const result = await asked;
  const failure = failureOf(result);
  if (failure) throw new MenuRefused(step, failure);
  return result.kind === 'ok' ? result.value : undefined;
}
