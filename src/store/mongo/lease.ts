import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { SetupError } from '../../errors.ts';
import { isDuplicate, type Mongo } from './connection.ts';

const LOCK = 'lock';
const LEASE_MS = 60_000;
const PATIENCE_MS = 120_000;
const LOOK_MS = 200;

/**
 * Runs `work` while no other process does: one document changes hands by compare-and-set on a random token, and a
 * holder that died is followed once its lease has run out. `keep` extends the lease between steps and throws when it
 * was lost. Throws SetupError when somebody else does not finish.
 */
export async function alone<T>(
  mongo: Mongo,
  clock: Clock,
  work: (keep: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { migrations, run } = mongo;
  let token = randomBytes(16).toString('hex');

  async function take(): Promise<boolean> {
    const now = clock.now().getTime();
    const held = await run(() => migrations.findById(LOCK).lean());
    const until = now + LEASE_MS;
    if (held) {
      if (held.until! > now) return false;
      const done = await run(() =>
        migrations.updateOne({ _id: LOCK, token: held.token }, { $set: { token, until } }),
      );
      return done.matchedCount === 1;
    }
    try {
      await run(() => migrations.create({ _id: LOCK, token, until }));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async function keep(): Promise<void> {
    const next = randomBytes(16).toString('hex');
    const until = clock.now().getTime() + LEASE_MS;
    const done = await run(() =>
      migrations.updateOne({ _id: LOCK, token }, { $set: { token: next, until } }),
    );
    if (done.matchedCount !== 1) throw new Error('the lock on the migrations was lost');
    token = next;
  }

  // Patience is counted in looks, not by the clock: tests stand still in time.
  for (let looks = 0; !(await take()); looks += 1) {
    if (looks * LOOK_MS > PATIENCE_MS) {
      throw new SetupError([
        'MONGODB_URI: another process has been changing this database for two minutes. Wait until it is done, then start again.',
      ]);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  try {
    return await work(keep);
  } finally {
    await run(() => migrations.deleteOne({ _id: LOCK, token })).catch(() => undefined); // it runs out by itself
  }
}
