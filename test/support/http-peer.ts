import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  const server = createServer((request, response) => {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...more) => void answers.push(...more),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
