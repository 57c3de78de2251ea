import type { ErrorRequestHandler, Request, Response } from 'express';
import { SealError } from '../../cases/seal-error.ts';
import { dayOf } from '../../clock.ts';
import { ExpectedError, newReference } from '../../errors.ts';
import { createErrorPages } from '../../web/errors.ts';
import { html } from '../../web/html.ts';
import { langOf } from '../../web/lang.ts';
import { createLayout } from '../../web/layout.ts';
import { sendPage } from '../../web/respond.ts';
import { contentSecurityPolicy } from '../../web/security.ts';
import type { ConsoleNeeds } from '../needs.ts';
import { explain } from './explain.ts';
import { createFrame } from './frame.ts';
import { sendGrowing } from './grow.ts';
import { createView, type Answer, type ConsoleView, type Member } from './view.ts';

type Needs = Pick<ConsoleNeeds, 'i18n' | 'assets' | 'data' | 'clock' | 'log' | 'mode'> & {
  /** Other pages of this origin may show the console in a frame. */
  framed: boolean;
};

/** How the console answers a request: pages, ways on, files, and what went wrong, in words or under a reference. */
export interface Replies {
  viewFor: (request: Request, csrf?: string) => ConsoleView;
  /** `member`: who is signed in; the page then has the menu. */
  send: (response: Response, view: ConsoleView, member: Member | undefined, answer: Answer) => Promise<void>;
  sendError: (response: Response, view: ConsoleView, status: number, message?: string) => void;
  /** Expected failures in words; anything else under a reference, with nothing of the request in the log. */
  failed: ErrorRequestHandler;
}

export function createReplies(needs: Needs): Replies {
  const { i18n, assets, data, clock, log, mode, framed } = needs;
  const layout = createLayout({
    t: i18n.t,
    assets,
    surroundings: () => ({ agencyName: data().agency.name }),
  });
  const frame = createFrame({ t: i18n.t, layout, mode });
  const home = { path: '/console', label: 'console:error.back' };
  const errorPage = createErrorPages({ t: i18n.t, page: (options) => frame.bare(options), home });

  const viewFor = (request: Request, csrf?: string): ConsoleView =>
    createView(i18n, { lang: langOf(request), data: data(), today: dayOf(clock.now()), csrf });

  async function send(
    response: Response,
    view: ConsoleView,
    member: Member | undefined,
    answer: Answer,
  ): Promise<void> {
    if ('to' in answer) return response.redirect(303, view.at(answer.to));
    if ('send' in answer) return answer.send({ request: response.req, response });
    if (answer.shows) {
      const shows = { media: answer.shows === 'media', frames: answer.shows === 'frame' };
      response.setHeader('Content-Security-Policy', contentSecurityPolicy({ framed, ...shows }));
    }
    if (answer.refresh !== undefined) response.setHeader('Refresh', String(answer.refresh));
    const page = frame.page(answer, view, member);
    if (!answer.follows) return sendPage(response, page, answer.status);
    const broke = await sendGrowing(
      response,
      page,
      answer.follows,
      (reference) =>
        html`<div class="error-summary" role="alert">
          <p>${view.tell('search:failed', { reference })}</p>
        </div>`,
    );
    if (broke) log.error({ err: broke.error, reference: broke.reference }, 'a page of the console broke off');
  }
  const sendError = (response: Response, view: ConsoleView, status: number, message?: string) =>
    sendPage(response, errorPage({ status, lang: view.lang, message }), status);

  /** An expected failure in words; anything else under a reference, with nothing of the request in the log. */
  function sendFailure(response: Response, view: ConsoleView, error: unknown): void {
    const message = explain(error, view);
    if (message !== undefined && !(error instanceof SealError)) {
      sendError(response, view, error instanceof ExpectedError ? error.status : 400, message);
      return;
    }
    const reference = newReference();
    log.error({ err: error, reference }, 'a page of the console failed');
    sendPage(response, errorPage({ status: 500, lang: view.lang, reference, message }), 500);
  }

  const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      log.error({ err: error }, 'a page of the console broke off while it was sent');
      next(error);
      return;
    }
    const view = viewFor(request);
    const status = refusalOf(error);
    if (status !== undefined) return sendError(response, view, status);
    sendFailure(response, view, error);
  };
  return { viewFor, send, sendError, failed };
}

/** The 4xx status that Express and its body parsers put on their own errors. */
function refusalOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || error instanceof ExpectedError || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
