import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ExpectedError } from '../errors.ts';
import { referenceOf, type ReporterLog } from '../quiet-log.ts';
import type { I18n } from '../i18n.ts';
import type { RenderErrorPage } from './errors.ts';
import { langOf } from './lang.ts';
import { sendPage } from './respond.ts';

/** The last handler of the pages: whatever nobody answered is a 404. The address asked for is not repeated. */
export function pageNotFound(render: RenderErrorPage): RequestHandler {
  return (request, response) => sendPage(response, render({ status: 404, lang: langOf(request) }), 404);
}

/**
 * The one boundary of all pages. An ExpectedError is told in its own words; a refusal of Express (broken address,
 * body too large) by its status; anything else is logged under the reference of its kind, and only the reference is shown.
 */
export function pageErrors(
  render: RenderErrorPage,
  i18n: I18n,
  log: Pick<ReporterLog, 'error'>,
): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      log.error({ err: error }, 'a page broke off while it was sent');
      response.destroy();
      return;
    }
    const lang = langOf(request);
    if (error instanceof ExpectedError) {
      const key = `errors:${error.key}`;
      const message = i18n.has(lang, key) ? i18n.t(lang, key, error.params) : undefined;
      sendPage(response, render({ status: error.status, lang, message }), error.status);
      return;
    }
    const refused = refusalOf(error);
    if (refused !== undefined) {
      sendPage(response, render({ status: refused, lang }), refused);
      return;
    }
    const reference = referenceOf(error);
    log.error({ err: error, reference }, 'a page failed');
    sendPage(response, render({ status: 500, lang, reference }), 500);
  };
}

/** The 4xx status that Express and its body parsers put on their own errors. */
function refusalOf(error: unknown): number | undefined {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

/** Behind everything: what fails in the error page itself. Express's own last handler would print the error as it is. */
export function lastResort(log: Pick<ReporterLog, 'error'>, text: string): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    log.error({ err: error }, 'an error page failed');
    if (response.headersSent) response.destroy();
    else response.status(500).type('text').send(text);
  };
}
