import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordsOf } from '../../src/cli/words.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startServer, type RunningServer } from '../../src/server.ts';
import { startFakeLine, TestClock, type FakeLine, type LineEvent } from './fake-line.ts';
import { mongoUri } from './mongo-uri.ts';

export interface Bot {
  line: FakeLine;
  clock: TestClock;
  server: RunningServer;
  url: string;
  webhook: string;
  dataDir: string;
  /** All log lines so far. */
  logs: () => string;
  /** Sends a text of `user` and gives the words of the reply. */
  say: (user: string, text: string) => Promise<string>;
  /** Sends an event and gives the words of the reply. */
  ask: (event: LineEvent) => Promise<string>;
  /** Stops the server and starts another on the same data. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** The quick replies under the last message. */
export function choicesOf(messages: readonly unknown[]): { label: string; action: Record<string, string> }[] {
  const last = messages.at(-1) as { quickReply?: { items: { action: Record<string, string> }[] } };
  return (last.quickReply?.items ?? []).map(({ action }) => ({ label: action['label']!, action }));
}

/** The whole server in this process, with a pretended LINE beside it. */
export async function startBot(
  options: { agencyDir?: string; clock?: TestClock; logLevel?: string; baseUrl?: string } = {},
): Promise<Bot> {
  const clock = options.clock ?? new TestClock();
  const line = await startFakeLine({ clock });
  const dataDir = mkdtempSync(join(tmpdir(), 'suetrong-bot-'));
  let logs = '';
  const log = createLogger(options.logLevel ?? 'debug', { write: (chunk) => void (logs += chunk) });
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    AGENCY_DIR: options.agencyDir,
    BASE_URL: options.baseUrl,
    MONGODB_URI: mongoUri(),
    LINE_API_BASE_URL: line.baseUrl,
    LINE_CHANNEL_SECRET: line.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
  });
  const start = () =>
    startServer(config, {
      clock,
      log,
      codes: { codeCost: { memoryKiB: 64, passes: 1, parallelism: 1 }, answerStepMs: 1 },
    });
  const bot: Bot = {
    line,
    clock,
    dataDir,
    server: await start(),
    url: '',
    webhook: '',
    logs: () => logs,
    ask: async (event) => wordsOf((await line.ask(bot.webhook, event)).messages),
    say: (user, text) => bot.ask(line.event.text(user, text)),
    async restart() {
      await bot.server.stop();
      bot.server = await start();
      locate();
    },
    async stop() {
      await bot.server.stop();
      await line.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  const locate = () => {
    bot.url = bot.server.url!;
    bot.webhook = `${bot.url}/webhook`;
  };
  locate();
  return bot;
}
