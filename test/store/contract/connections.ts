import type { Store } from '../../../src/store/ports.ts';

/** Two connections to one fresh database, new for every test. */
export interface Connections {
  store: Store;
  other: Store;
}

/** One connection or the other, in turn. */
export const either = (on: Connections, n: number): Store => (n % 2 ? on.store : on.other);
