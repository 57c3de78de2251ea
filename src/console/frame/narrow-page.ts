import { html, type Html } from '../../web/html.ts';
import type { ConsoleView, PageAnswer } from './view.ts';

export interface NarrowPage extends Omit<PageAnswer, 'body'> {
  /** Left out: the title. */
  heading?: string;
  /** A way back, above the heading. */
  back?: { to: string; label: string };
}

/** A page of one column with its heading, as it suits one task. */
export function narrowPage(view: ConsoleView, given: NarrowPage, body: Html): PageAnswer {
  const { heading, back, ...page } = given;
  return {
    ...page,
    body: html`<div class="narrow">
      ${back && html`<p><a href="${view.at(back.to)}">${back.label}</a></p>`}
      <h1>${heading ?? page.title}</h1>
      ${body}
    </div>`,
  };
}
