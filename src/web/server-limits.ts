import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { isMultipart } from './multipart.ts';

/** What one visitor may cost in time and connections. All in milliseconds but the last two. */
export interface ServerLimits {
  /** Until all headers are there. */
  headersMs: number;
  /** Until the body of a request without files is there. */
  bodyMs: number;
  /** Until a request with files is there: a film over Tor takes its time. Pauses within are the form's matter. */
  uploadMs: number;
  /** A connection on which nothing moves, also while we look into its files. */
  idleMs: number;
  keepAliveMs: number;
  /** How often slow requests are looked for. */
  lookMs: number;
  headerBytes: number;
  connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersMs: 15_000,
  bodyMs: 30_000,
  uploadMs: 2 * 60 * 60_000,
  idleMs: 10 * 60_000,
  keepAliveMs: 10_000,
  lookMs: 5_000,
  headerBytes: 16 * 1024,
  connections: 2000,
};

/** For `createServer`. */
export const serverOptions = ({ headersMs, uploadMs, keepAliveMs, lookMs, headerBytes }: ServerLimits) => ({
  headersTimeout: headersMs,
  requestTimeout: uploadMs,
  keepAliveTimeout: keepAliveMs,
  connectionsCheckingInterval: lookMs,
  maxHeaderSize: headerBytes,
});

/** Beyond so many connections new ones are closed at once; ones that stand still are closed, too. */
export function limitConnections(server: Server, { connections, idleMs }: ServerLimits): void {
  server.maxConnections = connections;
  server.setTimeout(idleMs);
}

/** Ends a request without files whose body drips; before every reader of bodies. */
export const bodyDeadline =
  ({ bodyMs }: ServerLimits): RequestHandler =>
  (request, response, next) => {
    if (!isMultipart(request) && !request.complete) {
      const timer = setTimeout(() => {
        if (!request.complete) request.destroy();
      }, bodyMs);
      response.once('close', () => clearTimeout(timer));
      request.once('end', () => clearTimeout(timer));
    }
    next();
  };
