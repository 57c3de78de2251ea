import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../../src/store/ports.ts';
import { describeAudit } from './audit.ts';
import { describeCases } from './cases.ts';
import type { Connections } from './connections.ts';
import { describeCounters } from './counters.ts';
import { describeErasure } from './erasure.ts';
import { describeInbox } from './inbox.ts';
import { describeItems } from './items.ts';
import { describePeople } from './people.ts';
import { describeRows } from './rows.ts';
import { describeQueue } from './queue.ts';
import { describeSessions } from './sessions.ts';
import { describeSettings } from './settings.ts';

/** A store under test: `connect` opens one more connection to the same data. */
export interface StoreUnderTest {
  connect(): Promise<Store>;
  cleanup(): Promise<void>;
}

const PORTS = [
  describeInbox,
  describeSessions,
  describeCounters,
  describeCases,
  describeItems,
  describeQueue,
  describeErasure,
  describePeople,
  describeSettings,
  describeAudit,
  describeRows,
];

/** The promises of `src/store/ports.ts`, the same for every adapter. */
export function describeStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let under: StoreUnderTest;
    const on = {} as Connections;

    beforeEach(async () => {
      under = await make();
      on.store = await under.connect();
      on.other = await under.connect();
    });
    afterEach(async () => {
      await on.store.close();
      await on.other.close();
      await under.cleanup();
    });

    for (const describePort of PORTS) describePort(on);

    it('answers a ping', async () => {
      await expect(on.store.ping()).resolves.toBeUndefined();
    });
  });
}
