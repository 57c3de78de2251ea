import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  /** For example `http://127.0.0.1:41234`. */
  origin: string;
  /** Also when it is closed already. */
  close: () => Promise<void>;
}

/**
 * Listens on a free loopback port. It closes no idle connection by itself: on a busy machine that would meet the next
 * request half-way, and the test would see a broken connection that no server of ours broke.
 */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
