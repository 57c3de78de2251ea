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

/** A file to keep. `name` is plain ASCII, ours. */
export interface FileSent {
  name: string;
  type: string;
  body: Buffer;
}

/** Sends a file as a download: nothing of it is shown within this site. */
export function sendFile(response: Response, { name, type, body }: FileSent): void {
  response.status(200);
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Content-Length', body.length);
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
