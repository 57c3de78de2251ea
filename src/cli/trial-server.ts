import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { startServer, type RunningServer } from '../server.ts';

export type TrialServer = RunningServer & { driver: NonNullable<RunningServer['driver']> };

/** Starts the whole server in a temporary directory, does `work` with it, and leaves nothing behind. */
export async function withTrialServer<T>(work: (server: TrialServer) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-trial-'));
  try {
    const config = readConfig({ PORT: '0', DATA_DIR: dir, AGENCY_DIR: process.env['AGENCY_DIR'] });
    const server = await startServer(config, { clock: systemClock, log: createLogger('warn') });
    const { driver } = server;
    if (!driver) throw new Error('trial mode without a simulator');
    try {
      return await work({ ...server, driver });
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
