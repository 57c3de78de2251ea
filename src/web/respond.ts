import type { Response } from 'express';
import type { Html } from './html.ts';

/** Sends a page. No ETag is made: pages are never kept, and a tag could tell two visits of one person apart. */
export function sendPage(response: Response, markup: Html, status = 200): void {
  const body = Buffer.from(markup.toString(), 'utf8');
  response.status(status);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
