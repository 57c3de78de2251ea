import { LANGS, type Lang, type Translate } from '../i18n.ts';
import { html, type Html } from '../web/html.ts';
import { withLang } from '../web/lang.ts';
import { RULE_NAMES } from './line-rules.ts';
import { USER_KEYS } from './rooms/rooms.ts';

/** The texts the browser's part needs: `simulator:ui.<name>`. */
export const UI_TEXTS = [
  ...['bot', 'me', 'loading', 'sticker', 'picture', 'video', 'audio', 'file', 'place', 'unsent'],
  ...['copied', 'copyFailed', 'followed', 'blocked', 'redelivered', 'nothingToRedeliver', 'nothingToUnsend'],
  ...['webhookStatus', 'webhookUnreachable', 'offline', 'failed', 'refused', 'rulesBroken', 'alarm'],
  ...['toolImage', 'toolSticker', 'toolPlace', 'toolRedeliver', 'toolUnsend', 'toolBlock', 'toolUnblock'],
  ...[
    'toolRestart',
    'pickTitle',
    'pickSample',
    'pickOwn',
    'dateTitle',
    'dateLabel',
    'ok',
    'cancel',
    'tooBig',
  ],
  ...['incoming', 'outgoing', 'answered', 'cards', 'remotePicture', 'unknownMessage'],
];

const PATH = '/simulator';

/** The page of the simulator: a frame that `browser/main.js` fills. */
export function simulatorPage(t: Translate, lang: Lang): Html {
  const say = (key: string) => t(lang, `simulator:page.${key}`);
  const texts = JSON.stringify({
    ui: Object.fromEntries(UI_TEXTS.map((key) => [key, t(lang, `simulator:ui.${key}`)])),
    rules: Object.fromEntries(RULE_NAMES.map((key) => [key, t(lang, `simulator:rules.${key}`)])),
  });
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light" />
        <title>${say('title')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${PATH}/files/simulator.css" />
        <script src="${PATH}/files/main.js" type="module"></script>
      </head>
      <body data-texts="${texts}" data-lang="${lang}" data-base="${PATH}">
        <header class="top">
          <a class="home" href="${withLang('/', lang)}">${say('home')}</a>
          <h1>${say('title')}</h1>
          ${LANGS.filter((other) => other !== lang).map(
            (other) =>
              html`<a id="language" href="${withLang(PATH, other)}" lang="${other}" hreflang="${other}"
                >${say('language')}</a
              >`,
          )}
          <p class="intro">
            ${say('intro')}
            <a class="to-office" href="${withLang('/console', lang)}">${say('office')}</a>
          </p>
        </header>
        <main>
          <section class="phone" aria-label="${say('log')}">
            <div class="phone-bar">
              <label for="user">${say('user')}</label>
              <select id="user">
                ${USER_KEYS.map((key) => html`<option value="${key}">${t(lang, `simulator:users.${key}`)}</option>`)}
              </select>
              <button type="button" id="panel-button" aria-expanded="false" aria-controls="panel">
                ${say('panel')}
              </button>
            </div>
            <div id="log" class="log" role="log" aria-live="polite" aria-label="${say('log')}" tabindex="0">
              <p>${say('noScript')}</p>
            </div>
            <div id="choices" class="choices scroll" role="group" aria-label="${say('choices')}" hidden></div>
            <form id="composer" class="composer">
              <button
                type="button"
                id="tools-button"
                aria-expanded="false"
                aria-controls="tools"
                aria-label="${say('tools')}"
              >
                <span aria-hidden="true">+</span>
              </button>
              <textarea
                id="message"
                rows="1"
                aria-label="${say('message')}"
                placeholder="${say('message')}"
                autocomplete="off"
                enterkeyhint="send"
              ></textarea>
              <button type="submit" id="send">${say('send')}</button>
            </form>
            <div id="tools" class="tools" role="group" aria-label="${say('tools')}" hidden></div>
            <input type="file" id="file" aria-label="${t(lang, 'simulator:ui.pickOwn')}" hidden />
          </section>
          <section class="office" aria-label="${say('office')}">
            <iframe src="${withLang('/console', lang)}" title="${say('office')}" loading="lazy"></iframe>
          </section>
          <aside id="panel" class="panel" aria-label="${say('panelTitle')}">
            <div class="panel-head">
              <h2>${say('panelTitle')}</h2>
              <button type="button" id="panel-close">${say('close')}</button>
            </div>
            <p>${say('panelHelp')}</p>
            <p id="panel-empty">${say('panelEmpty')}</p>
            <div id="panel-list"></div>
          </aside>
        </main>
        <p id="announce" class="announce" role="status"></p>
      </body>
    </html>`;
}
