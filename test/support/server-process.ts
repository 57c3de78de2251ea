import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { FakeLine } from './fake-line.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** A whole server in a process of its own, so that it can be killed, and so that its output is all it says. */
export interface ServerProcess {
  /** For example `http://127.0.0.1:41234`; empty for a worker, which does not listen. */
  url: string;
  webhook: string;
  /** Undefined when it could not be started. */
  pid: number | undefined;
  /** Everything on standard output and standard error so far. */
  output: () => string;
  /** Sends a signal that does not end the process, as SIGSTOP and SIGCONT. */
  signal: (signal: NodeJS.Signals) => void;
  /** Ends the process with a signal (SIGKILL) and resolves when it is gone. */
  end: (signal?: NodeJS.Signals) => Promise<void>;
}

/**
 * Starts `src/main.ts` with nothing but these settings beside a pretended LINE, on a free port; resolves once it listens
 * or works. Rejects, with what it said, when it ends instead.
 */
export async function startServerProcess(
  line: Pick<FakeLine, 'baseUrl' | 'channelSecret' | 'channelAccessToken'>,
  settings: Readonly<Record<string, string | undefined>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--no-warnings=ExperimentalWarning', MAIN], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LINE_API_BASE_URL: line.baseUrl,
      LINE_CHANNEL_SECRET: line.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: line.channelAccessToken,
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /listening on (\S+)|^(working)$/m.exec((said += chunk.toString()));
      if (found) resolve(found[1] ?? '');
    });
  });
  return {
    url,
    webhook: `${url}/webhook`,
    pid: child.pid,
    output: () => said,
    signal: (signal) => void child.kill(signal),
    async end(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
  };
}
