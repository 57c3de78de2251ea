import { dayOf, addDays, type Clock, type Day } from '../clock.ts';
import type { RowPort } from '../store/ports.ts';
import type { Integrity } from './integrity.ts';

/**
 * What was taken away and must stay so when an older backup is put back: erased cases, people who were disabled, keys that
 * were retired by a change of duties (named by their id) or a new passphrase (by their public key, which goes on through
 * changes of duties; in older lists by their id), roles (`roleId`), single cases taken from somebody (`accessId`), the
 * marks of erased cases in the ledger (`marks.ts`), among blanks, and recovery shares that new ones replaced (`shareMark`).
 */
export const GONE_KINDS = [
  'case',
  'person',
  'moved-key',
  'lost-key',
  'role',
  'access',
  'mark',
  'share',
] as const;
export type GoneKind = (typeof GONE_KINDS)[number];

/** Names the access of one key to one case. */
export const accessId = (caseId: string, recipientId: string): string => `${caseId}/${recipientId}`;

/** Names a role that somebody has. */
export const roleId = (personId: string, role: string): string => `${personId}/${role}`;

/** One thing that is gone. `tag` is a keyed hash of its random id: without INTEGRITY_KEY it matches nothing. */
export interface GoneEntry {
  kind: GoneKind;
  tag: string;
  day: Day;
}

export interface GoneList {
  /** Notes it durably; to be called before the thing is taken away. Again is the same. */
  note(kind: GoneKind, id: string): Promise<void>;
  /** Takes a note back, when the thing was not taken away after all. */
  forget(kind: GoneKind, id: string): Promise<void>;
  /** In no order that says anything. */
  list(): Promise<GoneEntry[]>;
  /** Takes up entries of another list. */
  merge(entries: readonly GoneEntry[]): Promise<void>;
  /** Takes one entry off the list. */
  drop(entry: GoneEntry): Promise<void>;
  /** Forgets what no backup that still lives can hold; marks stay until the ledger has them (`marks.ts`). */
  purge(): Promise<void>;
}

/** How long backups live, in days. */
export const BACKUP_DAYS = 30;
/** Entries outlive every backup by some days. */
export const KEPT_DAYS = BACKUP_DAYS + 15;

const tagsOf = (integrity: Integrity, kind: GoneKind, id: string): string[] =>
  integrity.macs('gone', [kind, id]).map((mac) => Buffer.from(mac).toString('hex'));

const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;

/** Keeps the list in `rows`. Throws RangeError for a row that is not one. */
export function createGoneList(deps: { rows: RowPort; integrity: Integrity; clock: Clock }): GoneList {
  const { rows, integrity, clock } = deps;
  const keep = ({ kind, tag, day }: GoneEntry) =>
    rows.save({ id: `${kind}.${tag}`, version: 1, data: Buffer.from(day) });

  async function list(): Promise<GoneEntry[]> {
    return (await rows.list()).map(({ id, data }) => {
      const [name, tag = ''] = id.split('.');
      const kind = GONE_KINDS.find((each) => each === name);
      const day = Buffer.from(data).toString('utf8');
      if (!kind || !DAY_TEXT.test(day)) throw new RangeError('not an entry of what is gone');
      return { kind, tag, day };
    });
  }

  const drop = async ({ kind, tag }: GoneEntry) => void (await rows.remove(`${kind}.${tag}`));

  return {
    list,
    drop,
    async note(kind, id) {
      await keep({ kind, tag: tagsOf(integrity, kind, id)[0]!, day: dayOf(clock.now()) });
    },
    async forget(kind, id) {
      for (const tag of tagsOf(integrity, kind, id)) await rows.remove(`${kind}.${tag}`);
    },
    async merge(entries) {
      for (const entry of entries) await keep(entry);
    },
    async purge() {
      const before = addDays(dayOf(clock.now()), -KEPT_DAYS);
      for (const entry of await list()) if (entry.day < before && entry.kind !== 'mark') await drop(entry);
    },
  };
}

/** Whether something is on a list, under any version of INTEGRITY_KEY that is still configured. */
export type IsGone = (kind: GoneKind, id: string) => boolean;

export function matchGone(integrity: Integrity, entries: readonly GoneEntry[]): IsGone {
  const known = new Set(entries.map(({ kind, tag }) => `${kind}.${tag}`));
  return (kind, id) => tagsOf(integrity, kind, id).some((tag) => known.has(`${kind}.${tag}`));
}
