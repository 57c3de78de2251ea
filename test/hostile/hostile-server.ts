import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import type { ServerLimits } from '../../src/web/server-limits.ts';
import { startFakeLine, TestClock, type FakeLine } from '../support/fake-line.ts';
import { rawClient, type RawClient } from './raw.ts';

/** A whole server in this process, to be treated badly over raw connections. */
export interface HostileServer extends RawClient {
  line: FakeLine;
  server: RunningServer;
  port: number;
  logs(): string;
  stop(): Promise<void>;
}

export async function startHostile({
  settings = {},
  limits,
}: { settings?: Record<string, string>; limits?: ServerLimits } = {}): Promise<HostileServer> {
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-hostile-'));
  const line = await startFakeLine();
  const config = readConfig({
    ...{ PORT: '0', DATA_DIR: dir, LINE_API_BASE_URL: line.baseUrl },
    ...{ LINE_CHANNEL_SECRET: line.channelSecret, LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken },
    ...settings,
  });
  let logs = '';
  const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
  const server = await startServer(config, { clock: new TestClock(), log, limits });
  const port = Number(new URL(server.url!).port);
  return {
    ...rawClient(port),
    ...{ line, server, port, logs: () => logs },
    async stop() {
      await server.stop();
      await line.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
