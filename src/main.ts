import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TRIAL_STAFF_FILE } from './accounts/trial-staff.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { SetupError } from './errors.ts';
import { createLogger } from './log.ts';
import { startServer } from './server.ts';

/** What is in work gets this long at the end; then the process ends, and the inbox keeps the rest for the next start. */
const DRAIN_MS = 8000;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const server = await startServer(config, { clock: systemClock, log });
  if (server.url) process.stdout.write(`listening on ${server.url}\n`);
  else process.stdout.write('working\n');
  for (const notice of server.notices) process.stdout.write(`${notice}\n`);
  if (server.simulatorUrl) {
    process.stdout.write(`try the bot in your browser: ${server.simulatorUrl}\n`);
    const paper = join(config.dataDir, TRIAL_STAFF_FILE);
    process.stdout.write(`the staff's side: ${server.url}/console (demo people and passphrases: ${paper})\n`);
  }

  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    log.info({ signal }, 'ending');
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'ending failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  // By itself Node would print the error whole, and messages can quote what somebody wrote.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a failure that nothing caught: ending');
    process.exit(1);
  });
}

main().catch((error: unknown) => {
  const lines =
    error instanceof SetupError || (error as Error).name === 'DataError'
      ? (error as Error).message.split('\n')
      : [`Suetrong cannot start: ${String((error as Error).stack ?? error)}`];
  process.stderr.write(`${lines.map((line) => `  ${line}`).join('\n')}\n`);
  process.exit(1);
});
