import { html, type Html } from '../web/html.ts';
import { icon, type IconName } from '../web/icons.ts';
import { withLang } from '../web/lang.ts';
import { doorList, hotlinesOf } from './doors.ts';
import { takesReports } from './features.ts';
import { lineAddUrl } from './line-address.ts';
import type { SiteView } from './view.ts';

/** Examples that the bot is sure to answer (`site:home.ask.examples.<name>`). */
const EXAMPLES = ['grade', 'pass', 'change'] as const;

/** The first page's title promises reporting only where reports are taken. */
export const homeTitle = ({ say, features }: Pick<SiteView, 'say' | 'features'>): string =>
  say(takesReports(features) ? 'home.title' : 'home.titleAskOnly');

/** The first page: what this is, how to reach the bot, and the doors elsewhere. */
export function homePage(view: SiteView): Html {
  const { say, features, lang } = view;
  const takes = takesReports(features);
  return html`<section class="hero">
      <div class="inner">
        <h1>${homeTitle(view)}</h1>
        <p class="lead">${say(takes ? 'home.lead' : 'home.leadAskOnly')}</p>
        ${waysIn(view)}
      </div>
    </section>
    <section class="inner" aria-labelledby="what">
      <h2 id="what" class="visually-hidden">${say('home.what')}</h2>
      <div class="cards">${askCard(view)} ${reportCard(view)} ${trackCard(view)}</div>
      ${more(view)}
    </section>
    <section class="inner" aria-labelledby="doors">
      <h2 id="doors">${say('home.doors.title')}</h2>
      <p>${say('home.doors.text')}</p>
      ${doorList(hotlinesOf(view.data), lang)}
      <p class="note">${say('home.doors.caution')}</p>
    </section>
    <section class="inner" aria-labelledby="safe">
      <div class="callout">
        <h2 id="safe">${say('home.safe.title')}</h2>
        <p>${say('home.safe.text')}</p>
        <p><a href="${withLang('/privacy', lang)}">${say('home.safe.link')}</a></p>
      </div>
    </section>`;
}

function waysIn({ say, features, data, lang }: SiteView): Html {
  const line = lineAddUrl(data.agency);
  if (line === undefined && !features.simulator) return html`<p class="note">${say('home.noChat')}</p>`;
  return html`${
    line !== undefined &&
    html`<p>
      <a class="button" href="${line}" rel="noopener noreferrer">${icon('chat')} ${say('home.line')}</a>
      <span class="note">${say('home.lineNote')}</span>
    </p>`
  }
  ${
    features.simulator &&
    html`<p>
      <a class="${line === undefined ? 'button' : 'button quiet'}" href="${withLang('/simulator', lang)}"
        >${icon('chat')} ${say('home.simulator')}</a
      >
      <span class="note">${say('home.simulatorNote')}</span>
    </p>`
  }`;
}

function card(name: IconName, title: string, open: boolean, body: Html): Html {
  return html`<article class="${open ? 'card' : 'card later'}">
    <h3>${icon(name)} ${title}</h3>
    ${body}
  </article>`;
}

const wayOn = (path: string, label: string, view: SiteView): Html =>
  html`<p class="card-link"><a href="${withLang(path, view.lang)}">${label}</a></p>`;

function askCard(view: SiteView): Html {
  const { say, features } = view;
  return card(
    'chat',
    say('home.ask.title'),
    true,
    html`<p>${say('home.ask.text')}</p>
      <p class="examples-title">${say('home.ask.try')}</p>
      <ul class="examples">
        ${EXAMPLES.map((name) => html`<li>${say(`home.ask.examples.${name}`)}</li>`)}
      </ul>
      ${features.ita && wayOn('/ita', say('home.ask.link'), view)}`,
  );
}

function reportCard(view: SiteView): Html {
  const { say, features } = view;
  const open = takesReports(features);
  return card(
    'shield',
    say('home.report.title'),
    open,
    html`<p>${say(open ? 'home.report.text' : 'home.report.later')}</p>
      ${features.chatReport && html`<p>${say('home.report.chat')}</p>`}
      ${features.report && wayOn('/report', say('home.report.link'), view)}`,
  );
}

function trackCard(view: SiteView): Html {
  const { say, features } = view;
  const open = features.track || features.chatReport;
  return card(
    'path',
    say('home.track.title'),
    open,
    html`<p>${say(open ? 'home.track.text' : 'home.track.later')}</p>
      ${features.chatReport && html`<p>${say('home.track.chat')}</p>`}
      ${features.track && wayOn('/track', say('home.track.link'), view)}`,
  );
}

function more({ say, features, lang }: SiteView): Html | undefined {
  const links = (['comment', 'statistics'] as const).filter((name) => features[name]);
  if (links.length === 0) return undefined;
  return html`<h2>${say('home.more')}</h2>
    <ul class="links">
      ${links.map((name) => html`<li><a href="${withLang(`/${name}`, lang)}">${say(`home.${name}`)}</a></li>`)}
    </ul>`;
}
