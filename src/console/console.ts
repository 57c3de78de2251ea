import express, { Router, type Request, type Response } from 'express';
import { join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import type { AssetFile } from '../web/assets.ts';
import { contentSecurityPolicy } from '../web/security.ts';
import { createRuns } from './access/runs.ts';
import { createSessionCookie } from './frame/cookie.ts';
import { memberOfCookie } from './frame/members.ts';
import { readPosted } from './frame/posted.ts';
import { createReplies } from './frame/replies.ts';
import { homeOf, type Route } from './frame/route.ts';
import { isSameOrigin, sameToken } from './frame/same-origin.ts';
import { createSecondFactor } from './frame/second-factor.ts';
import { createSessions } from './frame/sessions.ts';
import { createTurns } from './frame/turns.ts';
import { explain } from './frame/explain.ts';
import { unsentPage } from './frame/unsent.ts';
import type { ConsoleNeeds, RunNeeds } from './needs.ts';
import { doorsOf } from './doors.ts';
import { routesOf } from './routes.ts';
import { createSignInScreen } from './sign-in/sign-in.ts';

/** The console's own style sheets, for `createAssets`. */
export const CONSOLE_ASSETS: readonly AssetFile[] = [
  { name: 'console.css', path: join(import.meta.dirname, 'console.css') },
  { name: 'work.css', path: join(import.meta.dirname, 'work.css') },
];

/** A Thai letter takes nine bytes in a sent form. */
const BODY_LIMIT = '256kb';
/** So long a browser is known from its last sign-in (ADR 86). */
const KNOWN_DAYS = 180;

export interface Console {
  /** To be mounted at `/console`, behind `securityHeaders`. */
  router: Router;
  /** Everything behind the sign-in, for the test that tries all of it as everybody. */
  routes: readonly Route[];
}

/**
 * The staff's pages: rendered here, without a script. Everybody else sees the sign-in page, whatever address they ask for,
 * so that addresses tell nothing.
 */
export function createConsole(given: ConsoleNeeds): Console {
  const needs: RunNeeds = { ...given, runs: given.runs ?? createRuns(given) };
  const { clock, people, mode } = needs;
  // Never in production, whatever is asked for: a frame is how other pages steal presses.
  const framed = mode === 'trial' && needs.framed === true;
  const cookie = createSessionCookie({ production: mode === 'production' });
  const browser = createSessionCookie({
    ...{ production: mode === 'production', door: 'sign-in', days: KNOWN_DAYS },
  });
  const { sessionBox: box, appSecret, settings } = needs;
  const sessions = createSessions({ port: needs.sessions, settings, box, appSecret, clock });
  const { viewFor, send, sendError, failed } = createReplies({ ...needs, framed });
  const inTurn = createTurns();
  const factor = createSecondFactor({ settings, clock });
  const routes = routesOf(needs, sessions, factor);

  const askedBy = (request: Request) => ({
    posted: readPosted(request.body),
    origin: needs.baseUrl ?? `${request.protocol}://${request.headers.host ?? ''}`,
    param: (name: string) => String(request.params[name] ?? ''),
    query: (name: string) => (typeof request.query[name] === 'string' ? request.query[name] : ''),
  });

  const signIn = createSignInScreen(needs, sessions, factor);
  const router = Router({ strict: true, caseSensitive: true });
  // `no-referrer`, as on the public pages, would make browsers send forms with the origin `null`.
  router.use((_request, response, next) => {
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cache-Control', 'no-store');
    if (framed) {
      response.setHeader('Content-Security-Policy', contentSecurityPolicy({ framed }));
      response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    }
    next();
  });
  const body = express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: 100 });

  router.get('/sign-in', async (request, response) => {
    const view = viewFor(request);
    const member = await memberOfCookie(cookie.read(request), sessions, people);
    const ended = request.query['ended'] === '1';
    const left = request.query['left'] === 'everywhere';
    const answer = member ? { to: homeOf(member.person.role) } : await signIn.page(view, { ended, left });
    await send(response, view, undefined, answer);
  });
  router.post('/sign-in', body, async (request, response) => {
    const view = viewFor(request);
    if (!isSameOrigin(request, needs.baseUrl))
      return sendError(response, view, 403, view.say('error.origin'));
    const before = cookie.read(request);
    const { answer, begun, known } = await signIn.enter(
      readPosted(request.body),
      view,
      browser.read(request),
    );
    if (begun !== undefined) {
      if (before !== undefined) await sessions.end(before);
      cookie.set(response, begun);
    }
    if (known !== undefined) browser.set(response, known);
    await send(response, view, undefined, answer);
  });

  for (const door of doorsOf(needs, sessions)) {
    const own = createSessionCookie({ production: mode === 'production', door: door.name });
    for (const page of door.pages) {
      const { method, path } = page;
      const bodies = method === 'post' ? [body] : [];
      router[method](`/${door.name}${path}`, ...bodies, async (request, response) => {
        const view = viewFor(request);
        if (method === 'post' && !isSameOrigin(request, needs.baseUrl)) {
          return sendError(response, view, 403, view.say('error.origin'));
        }
        const visit = { ...askedBy(request), view, cookie: own.read(request) };
        const { answer, cookie: next } = await page.handle(visit);
        if (next === null) own.clear(response);
        else if (next !== undefined) own.set(response, next);
        await send(response, view, undefined, answer);
      });
    }
  }

  async function serve(route: Route, request: Request, response: Response): Promise<void> {
    const sent = cookie.read(request);
    const member = await memberOfCookie(sent, sessions, people);
    const view = viewFor(request, member?.csrf);
    const posted = readPosted(request.body);
    const texts = isSameOrigin(request, needs.baseUrl) ? (route.typed?.(posted) ?? []) : [];
    if (!member || sent === undefined) {
      if (sent !== undefined) cookie.clear(response);
      if (texts.length > 0) {
        const why = view.say('unsent.ended');
        return send(response, view, undefined, unsentPage({ status: 401, why, texts, signIn: true }, view));
      }
      return send(response, view, undefined, { to: sent === undefined ? '/sign-in' : '/sign-in?ended=1' });
    }
    if (route.method === 'post') {
      if (!isSameOrigin(request, needs.baseUrl)) {
        return sendError(response, view, 403, view.say('error.origin'));
      }
      if (!sameToken(posted.one('csrf'), member.csrf)) {
        const why = view.say('error.token');
        if (texts.length === 0) return sendError(response, view, 403, why);
        return send(response, view, member, unsentPage({ status: 403, why, texts }, view));
      }
    }
    if (!route.roles.includes(member.person.role)) {
      if (route.refusal) await needs.record({ who: member.person.id, what: route.refusal });
      if (route.path === '') return send(response, view, member, { to: homeOf(member.person.role) });
      return sendError(response, view, 403, view.say('error.role'));
    }
    const visit = { ...askedBy(request), view, member };
    const work = () =>
      route.handle(visit).catch((error: unknown) => {
        const why = error instanceof ExpectedError && texts.length > 0 && explain(error, view);
        if (!why) throw error;
        return unsentPage({ status: error.status, why, texts }, view);
      });
    const answer = await (route.method === 'post' ? inTurn(member.lane, work) : work());
    if (route.ends) cookie.clear(response);
    await send(response, view, member, answer);
  }
  for (const route of routes) {
    router[route.method](
      route.path || '/',
      ...(route.method === 'post' ? [body] : []),
      async (request, response) => {
        await serve(route, request, response);
      },
    );
  }

  // Whatever else is asked for: the same for everybody who is signed in, and the sign-in page for the others.
  router.use(async (request, response) => {
    const view = viewFor(request);
    const member = await memberOfCookie(cookie.read(request), sessions, people);
    if (!member) return send(response, view, undefined, { to: '/sign-in' });
    sendError(response, view, 404, view.say('error.case-gone'));
  });
  router.use(failed);
  return { router, routes };
}
