import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/**
 * Whether a form was sent by a page of ours, by what the browser says. `baseUrl` is the public address; without one (trial
 * mode) the address that was asked for counts. A browser that says nothing is not believed.
 */
export function isSameOrigin(request: Request, baseUrl: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return baseUrl === undefined ? new URL(origin).host === host : new URL(baseUrl).origin === origin;
}

/** Compares without telling by time how much of it is right. */
export function sameToken(sent: string, kept: string): boolean {
  const [a, b] = [Buffer.from(sent), Buffer.from(kept)];
  return a.length === b.length && timingSafeEqual(a, b);
}
