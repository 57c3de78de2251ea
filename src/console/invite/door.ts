import { newPassphrase } from '../../accounts/passphrase.ts';
import type { PersonView } from '../../accounts/person.ts';
import { saysWords } from '../../accounts/proof.ts';
import { isLang } from '../../i18n.ts';
import { BoxError, createSecretBox } from '../../secret-box.ts';
import { hiddenField } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import type { Door, DoorAnswer, DoorVisit } from '../frame/door.ts';
import { passphraseToWrite, readTyped } from '../frame/paper-pages.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { closedPage, invitePage, joinedPage, welcomePage } from './pages.ts';

/**
 * The door of an invitation: its owner gets a passphrase, proves to have written it down, and has a key that waits for
 * confirmation. Opening the link uses nothing up, because programs open links to preview them. The passphrase that was
 * shown comes back sealed under the link and APP_SECRET, so that it is one that was given, not chosen.
 */
export function inviteDoor({ people, appSecret }: Pick<ConsoleNeeds, 'people' | 'appSecret'>): Door {
  const boxOf = (token: string) => createSecretBox(`${token}\n${appSecret}`, 'invitation');

  function passphraseIn(sealed: string, token: string, personId: string): string | undefined {
    try {
      return boxOf(token).open(Buffer.from(sealed, 'base64url'), personId).toString('utf8');
    } catch (error) {
      if (error instanceof BoxError) return undefined; // of another link, or made up
      throw error;
    }
  }

  const within =
    (work: (person: PersonView, token: string, visit: DoorVisit) => Promise<DoorAnswer>) =>
    async (visit: DoorVisit): Promise<DoorAnswer> => {
      const token = visit.param('token').slice(0, 100);
      const person = await people.invited(token);
      return person ? work(person, token, visit) : { answer: closedPage(visit.view) };
    };

  function show(
    person: PersonView,
    token: string,
    { view }: DoorVisit,
    passphrase: string,
    wrong: boolean,
  ): DoorAnswer {
    const sealed = boxOf(token).seal(Buffer.from(passphrase), person.id).toString('base64url');
    const action = `/invite/${token}/written`;
    const extra = html`${hiddenField('sealed', sealed)}`;
    const body = passphraseToWrite({ passphrase, action, extra, wrong }, view);
    return { answer: invitePage(person, token, body, view, wrong ? 422 : undefined) };
  }

  return {
    name: 'invite',
    pages: [
      {
        method: 'get',
        path: '/:token',
        handle: within(async (person, token, { view }) => ({ answer: welcomePage(person, token, view) })),
      },
      {
        method: 'post',
        path: '/:token',
        handle: within(async (person, token, visit) => {
          const words = visit.posted.one('words');
          return show(person, token, visit, newPassphrase(isLang(words) ? words : 'th'), false);
        }),
      },
      {
        method: 'post',
        path: '/:token/written',
        handle: within(async (person, token, visit) => {
          const { posted, view } = visit;
          const passphrase = passphraseIn(posted.one('sealed'), token, person.id);
          if (passphrase === undefined) return { answer: welcomePage(person, token, view) };
          if (!saysWords(passphrase, readTyped(posted))) return show(person, token, visit, passphrase, true);
          const joined = await people.takeUp(token, passphrase);
          return { answer: joined ? joinedPage(joined, view) : closedPage(view) };
        }),
      },
    ],
  };
}
