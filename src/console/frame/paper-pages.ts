import { askedLine, askedWords, ASKED_WORDS } from '../../accounts/proof.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import type { Posted } from './posted.ts';
import type { ConsoleView } from './view.ts';

/** What was typed to prove that something is on paper. */
export const readTyped = (posted: Posted): string[] =>
  Array.from({ length: ASKED_WORDS }, (_, at) => posted.one(`typed-${at}`).slice(0, 200));

/** A passphrase shown once, and the question for some of its words. `extra` goes into the form. */
export function passphraseToWrite(
  shown: { passphrase: string; fingerprint?: string; action: string; extra?: Html; wrong: boolean },
  view: ConsoleView,
): Html {
  const { tell, kit } = view;
  const { passphrase, fingerprint, action, extra, wrong } = shown;
  const fields: Field[] = askedWords(passphrase).map((place, at) => ({
    kind: 'text',
    name: `typed-${at}`,
    label: tell('entry:paper.word', { number: place + 1 }),
    autocomplete: 'off',
    error: wrong ? tell('entry:paper.wordsWrong', { number: place + 1 }) : undefined,
  }));
  return html`<ol class="passphrase passphrase-list">
      ${passphrase.split(' ').map((word) => html`<li>${word}</li>`)}
    </ol>
    ${fingerprint !== undefined && html`<p class="soft">${view.say('me.fingerprint')}: <span class="fingerprint">${fingerprint}</span></p>`}
    <div class="callout weighty"><p>${tell('entry:paper.once')}</p></div>
    ${kit.errorSummary(fields)}
    ${view.form(
      action,
      html`${extra} ${fields.map((field) => kit.field(field))}
        <p>${submitButton({ label: tell('entry:paper.written') })}</p>`,
    )}`;
}

/** A recovery share shown alone, and the question for one of its lines. */
export function shareToWrite(
  { text, action, wrong }: { text: string; action: string; wrong: boolean },
  view: ConsoleView,
): Html {
  const { tell, kit } = view;
  const field: Field = {
    kind: 'text',
    name: 'typed-0',
    label: tell('entry:paper.line', { number: askedLine(text) + 1 }),
    hint: tell('entry:paper.lineHint'),
    autocomplete: 'off',
    error: wrong ? tell('entry:paper.lineWrong') : undefined,
  };
  return html`<ol class="passphrase share-lines">
      ${text.split('\n').map((line) => html`<li>${line}</li>`)}
    </ol>
    <div class="callout weighty"><p>${tell('entry:paper.shareOnce')}</p></div>
    ${kit.errorSummary([field])}
    ${view.form(
      action,
      html`${kit.field(field)}
        <p>${submitButton({ label: tell('entry:paper.written') })}</p>`,
    )}`;
}
