import { afterAll, beforeAll, describe } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { databasesToTest, type DatabaseName, type TestDatabase } from '../support/databases.ts';
import { startFakeLine, type FakeLine } from '../support/fake-line.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';

/** What a load test stands on: a pretended LINE, a database, and a server in a process of its own that may die. */
export interface LoadPlace {
  line: FakeLine;
  database: TestDatabase;
  /** The one that lives; undefined while it is dead. */
  server: ServerProcess | undefined;
  /** How many have lived so far. */
  lives: number;
  /** Nothing is dead, dying or on its way back. */
  whole: boolean;
  /** Since when it is whole, by `performance.now()`. */
  since: number;
  /** Where it takes events. Throws while it is dead. */
  webhook: () => string;
  /** Starts a server on the same data, with these settings beside the database's. */
  start(settings?: Readonly<Record<string, string>>): Promise<ServerProcess>;
  /** Ends it, by SIGKILL when no signal is named; whoever asks for it meanwhile finds it dead. */
  end(signal?: NodeJS.Signals): Promise<void>;
  /** Kills the database under it and starts that again, where it is a process of its own; false where it is not. */
  crashDatabase(): Promise<boolean>;
}

/** Runs tests on each database there is (`TEST_DATABASES`), each with a place of its own, all of it gone at the end. */
export function onEachDatabase(tests: (name: DatabaseName, place: LoadPlace) => void): void {
  describe.each(databasesToTest())('on %s', (name, makeDatabase) => {
    const isWhole = () => {
      place.whole = true;
      place.since = performance.now();
    };
    const place: LoadPlace = {
      // There before the first test begins.
      line: undefined as unknown as FakeLine,
      database: undefined as unknown as TestDatabase,
      server: undefined,
      lives: 0,
      whole: false,
      since: 0,
      webhook: () => {
        if (!place.server) throw new Error('the server is dead');
        return place.server.webhook;
      },
      async start(settings = {}) {
        place.server = await startServerProcess(place.line, { ...place.database.env, ...settings });
        place.lives += 1;
        isWhole();
        return place.server;
      },
      async end(signal) {
        const dying = place.server;
        place.server = undefined;
        place.whole = false;
        await dying?.end(signal);
      },
      async crashDatabase() {
        if (!place.database.crash) return false;
        place.whole = false;
        await place.database.crash();
        isWhole();
        return true;
      },
    };
    beforeAll(async () => {
      place.line = await startFakeLine({ clock: systemClock, remember: 1000 });
      place.database = await makeDatabase();
    }, 60_000);
    afterAll(async () => {
      await place.end();
      await place.line.stop();
      await place.database.remove();
    });
    tests(name, place);
  });
}
