import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { request as plainRequest, type ClientRequest } from 'node:http';
import { connect as tcp, type AddressInfo } from 'node:net';

/** Where the client says it comes from; no log may hold it. */
export const CLIENT = '127.0.0.77';

/** A server behind a proxy that remembers what came through. */
export interface Probe {
  port: number;
  /** Headers of the last request. */
  headers: IncomingHttpHeaders;
  /** Bytes of bodies received so far. */
  received: number;
  close(): Promise<void>;
}

export const LARGE = 24 * 1024 * 1024;

export async function startProbe(): Promise<Probe> {
  const probe = {
    port: 0,
    headers: {} as IncomingHttpHeaders,
    received: 0,
    close: async () => undefined as void,
  };
  const server = createServer((message, response) => {
    probe.headers = message.headers;
    message.on('data', (bytes: Buffer) => void (probe.received += bytes.length));
    message.on('error', () => undefined);
    message.on('end', () => {
      response.end(message.url === '/large' ? Buffer.alloc(LARGE, 'x') : '<p>ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  probe.port = (server.address() as AddressInfo).port;
  probe.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return probe;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const whole = async (message: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const bytes of message.setEncoding('utf8')) body += bytes;
  return body;
};

/** A request over TLS from CLIENT; `send` writes the body and ends it. */
export function ask(
  port: number,
  options: RequestOptions,
  send: (sending: ClientRequest) => void = (sending) => sending.end(),
  read: (message: IncomingMessage) => Promise<string> = whole,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        host: 'localhost',
        family: 4,
        localAddress: CLIENT,
        port,
        rejectUnauthorized: false,
        agent: false,
        ...options,
      },
      (message) => {
        read(message).then(
          (body) => resolve({ status: message.statusCode ?? 0, headers: message.headers, body }),
          reject,
        );
      },
    );
    sending.once('error', reject);
    send(sending);
  });
}

/** A request to the onion listener, as Tor makes it. */
export const askOnion = (port: number, headers: Record<string, string>): Promise<Reply> =>
  new Promise((resolve, reject) => {
    plainRequest({ host: '127.0.0.1', port, agent: false, headers }, (message) => {
      whole(message).then(
        (body) => resolve({ status: message.statusCode ?? 0, headers: message.headers, body }),
        reject,
      );
    })
      .once('error', reject)
      .end();
  });

/** Bytes that are no request, or no TLS, from CLIENT; resolves when the proxy has hung up, or after a moment. */
export const babble = (port: number, bytes: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = tcp({ host: '127.0.0.1', port, localAddress: CLIENT }, () => void socket.write(bytes));
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', () => undefined).once('error', () => socket.destroy());
    socket.once('close', () => resolve());
  });
