import type { Html } from '../../web/html.ts';
import { narrowPage, type NarrowPage } from '../frame/narrow-page.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';

/** A page about something of the own account, with the way back to it. */
export const ownPage = (view: ConsoleView, given: Omit<NarrowPage, 'back'>, body: Html): PageAnswer =>
  narrowPage(view, { ...given, back: { to: '/me', label: view.say('me.back') } }, body);
