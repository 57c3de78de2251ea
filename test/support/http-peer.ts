import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve } from './served.ts';

export interface PeerRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** How the peer treats one request. */
export type PeerAnswer = (response: ServerResponse, request: PeerRequest) => void;

export interface HttpPeer {
  url: string;
  /** What arrived, in order. */
  requests: PeerRequest[];
  /** Answers the next requests, one each; afterwards every request gets 200 `{}`. */
  next(...answers: PeerAnswer[]): void;
  close(): Promise<void>;
}

/** Answers with a status and a body; an object is sent as JSON. */
export const status =
  (code: number, body: unknown = {}, headers: Record<string, string> = {}): PeerAnswer =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
/** Never answers. */
export const silence: PeerAnswer = () => undefined;
/** Breaks the connection before any answer. */
export const reset: PeerAnswer = (response) => void response.socket?.destroy();
/** Breaks the connection in the middle of an answer. */
export const breakOff =
  (code: number): PeerAnswer =>
  (response) => {
    response.writeHead(code, { 'content-length': '1000' });
    response.write('{"mess', () => response.socket?.destroy());
  };

/** A real HTTP server on this machine that does as it is told. */
export async function startHttpPeer(): Promise<HttpPeer> {
  const requests: PeerRequest[] = [];
  const answers: PeerAnswer[] = [];
  const served = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const seen: PeerRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: text ? JSON.parse(text) : undefined,
      };
      requests.push(seen);
      (answers.shift() ?? status(200))(response, seen);
    });
  });
  return {
    url: served.origin,
    requests,
    next: (...more) => void answers.push(...more),
    close: served.close,
  };
}
