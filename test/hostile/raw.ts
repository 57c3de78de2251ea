import { connect, type Socket } from 'node:net';

/** Raw connections to a server on this machine, for what no client would send. */
export interface RawClient {
  /** Connects, and sends `first`. `closed` resolves to all that the server said once the connection is over. */
  dial: (first?: string, options?: { from?: string }) => { socket: Socket; closed: Promise<string> };
  /** Sends a request as it stands, and asks to be let go afterwards. */
  ask: (head: string, body?: string, options?: { from?: string }) => Promise<string>;
}

/** `from`: the address of this machine that a connection comes from, 127.0.0.1 when left out. */
export function rawClient(port: number): RawClient {
  const client: RawClient = {
    dial(first = '', { from } = {}) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: from });
      let said = '';
      socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
      socket.on('error', () => undefined); // a reset is an answer, too
      if (first) socket.write(first);
      return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(said))) };
    },
    ask: (head, body = '', options) =>
      client.dial(`${head}\r\nConnection: close\r\n\r\n${body}`, options).closed,
  };
  return client;
}

/** 0 when nothing that is HTTP was said. */
export const statusOf = (said: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
