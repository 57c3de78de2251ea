import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createDeps, type Deps, type DepsOptions } from './deps/deps.ts';
import type { LineAccess } from './deps/line.ts';
import type { Logger } from './log.ts';
import { createDriver, type Driver } from './simulator/driver.ts';
import { createSimulator } from './simulator/simulator.ts';
import { createI18n } from './i18n.ts';
import { lockDataDir } from './store/sqlite/server-lock.ts';
import { limitConnections, SERVER_LIMITS, serverOptions, type ServerLimits } from './web/server-limits.ts';
import { openStore } from './open-store.ts';

export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:3000`; undefined for a worker, which does not listen. */
  url: string | undefined;
  /** Where the chat in the browser is, in trial mode without LINE. */
  simulatorUrl: string | undefined;
  /** Talks to the bot as LINE would; in trial mode without LINE. */
  driver: Driver | undefined;
  deps: Deps;
  /** What the operator must know or do next, for the terminal; not for the log. */
  notices: string[];
  /** Takes no more requests and events, finishes what is in work, closes the store. */
  stop(): Promise<void>;
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

const hostInUrl = (host: string) => (host.includes(':') ? `[${host}]` : host);

/** The set-up token before set-up, and the fingerprint for as long as production needs it pinned. */
async function noticesOf({ accounts, config }: Deps, address: string): Promise<string[]> {
  const token = await accounts.setUp.token();
  if (token !== undefined) {
    return [`not set up yet: open ${address}/console/set-up with this one-time token: ${token}`];
  }
  if (config.mode !== 'production' || config.recoveryFingerprint !== undefined) return [];
  const fingerprint = (await accounts.recovery.storedFingerprint()) ?? '';
  return [
    `nothing can be filed before the recovery key is pinned: compare with your paper, then set RECOVERY_FINGERPRINT="${fingerprint}"`,
  ];
}

/** Starts what `config` asks for: listening, working, or both. Throws SetupError when it cannot. */
export async function startServer(
  config: Config,
  given: {
    clock: Clock;
    log: Logger;
    codes?: DepsOptions['codes'];
    limits?: ServerLimits;
  },
): Promise<RunningServer> {
  const { clock, log, codes, limits = SERVER_LIMITS } = given;
  // MongoDB serves many processes at once; the embedded database one.
  const releaseLock = config.mongodbUri ? () => undefined : lockDataDir(config.dataDir);
  const store = await openStore(config, log);
  const servers: Server[] = [];
  let localUrl = '';

  let line: LineAccess | undefined = config.line;
  let simulator: ReturnType<typeof createSimulator> | undefined;
  if (!line) {
    // Trial mode without LINE: a stand-in plays LINE at an address of its own, since the SDK drops paths of base URLs.
    const secret = {
      channelSecret: randomBytes(16).toString('hex'),
      accessToken: randomBytes(24).toString('hex'),
    };
    simulator = createSimulator({
      clock,
      channelSecret: secret.channelSecret,
      channelAccessToken: secret.accessToken,
      t: createI18n().t,
      webhookUrl: () => `${localUrl}/webhook`,
      log,
    });
    const api = createServer(simulator.lineApi.app);
    servers.push(api);
    const apiBaseUrl = `http://127.0.0.1:${await listen(api, 0, '127.0.0.1')}`;
    line = { ...secret, apiBaseUrl, dataApiBaseUrl: apiBaseUrl };
  }

  const deps = await createDeps(config, {
    clock,
    log,
    store,
    codes,
    line,
    webUrl: () => config.baseUrl ?? localUrl,
  });
  if (config.process !== 'worker') {
    const app = createApp(deps, {
      channelSecret: line.channelSecret,
      limits,
      simulator: simulator?.router,
    });
    const server = createServer(serverOptions(limits), app);
    limitConnections(server, limits);
    servers.push(server);
    const port = await listen(server, config.port, config.host);
    localUrl = `http://${hostInUrl(config.host === '0.0.0.0' ? '127.0.0.1' : config.host)}:${port}`;
  }
  deps.quiet.start();
  if (config.process !== 'web') {
    deps.dispatcher.start();
    deps.scheduler.start();
  }

  return {
    notices: config.process === 'worker' ? [] : await noticesOf(deps, config.baseUrl ?? localUrl),
    url: localUrl || undefined,
    simulatorUrl: simulator && `${localUrl}/simulator`,
    driver:
      simulator &&
      createDriver({
        api: simulator.lineApi,
        clock,
        channelSecret: line.channelSecret,
        webhookUrl: () => `${localUrl}/webhook`,
      }),
    deps,
    async stop() {
      simulator?.stop();
      await Promise.all(servers.map(close).concat(deps.scheduler.stop()));
      await deps.dispatcher.stop();
      deps.cases.stopCleaning();
      await store.close();
      deps.quiet.stop();
      releaseLock();
    },
  };
}
