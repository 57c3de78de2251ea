import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { CaseKind } from '../../cases/kinds.ts';
import { newCode, parseCode, type TrackingCode } from '../../cases/tracking.ts';
import type { SecretBox } from '../../secret-box.ts';

/**
 * What a visitor's page carries of a draft, in one hidden field: the key that opens it and the code it will be filed
 * under. The server keeps neither; with the page closed, both are gone.
 */
export interface Ticket {
  /** 128 random bits, base64url. Opens the draft, together with the server's secret. */
  key: string;
  code: TrackingCode;
}

export interface Tickets {
  issue(): Ticket;
  /** The text of the hidden field. */
  write(kind: CaseKind, ticket: Ticket): string;
  /** Undefined for anything this server did not write for a draft of this kind. */
  read(kind: CaseKind, text: string): Ticket | undefined;
}

/** What the page of a message to a case carries of the files that go with it: the key of their draft. */
export type Bag = Pick<Ticket, 'key'>;

export interface Bags {
  issue: () => string;
  /** Undefined for anything this server did not write. */
  read(text: string): Bag | undefined;
}

const KEY_BYTES = 16;
const newKey = () => randomBytes(KEY_BYTES).toString('base64url');
const same = (given: string, right: string) => timingSafeEqual(Buffer.from(given), Buffer.from(right));
const BAG_SHAPE = /^([\w-]{22})\.([0-9a-f]{32})$/;
const SHAPE = /^([\w-]{22})\.(\d{20})\.([0-9a-f]{32})$/;

/**
 * The MAC keeps people from filing under codes of their own choosing: weak ones, or somebody else's, whose receipt
 * would then tell that the code exists without the delay that guessing costs elsewhere.
 */
export function createTickets(box: Pick<SecretBox, 'name'>): Tickets {
  const mac = (kind: CaseKind, { key, code }: Ticket) => box.name(`ticket/${kind}/${key}/${code}`);
  return {
    issue: () => ({ key: newKey(), code: newCode() }),
    write: (kind, ticket) => `${ticket.key}.${ticket.code}.${mac(kind, ticket)}`,
    read(kind, text) {
      const [, key, digits, given] = SHAPE.exec(text) ?? [];
      const code = digits === undefined ? undefined : parseCode(digits).code;
      if (key === undefined || code === undefined || given === undefined) return undefined;
      const ticket = { key, code };
      return same(given, mac(kind, ticket)) ? ticket : undefined;
    },
  };
}

/** Made with the page of a case; the MAC keeps strangers from storing files without a form of ours. */
export function createBags(box: Pick<SecretBox, 'name'>): Bags {
  const mac = (key: string) => box.name(`bag/${key}`);
  return {
    issue() {
      const key = newKey();
      return `${key}.${mac(key)}`;
    },
    read(text) {
      const [, key, given] = BAG_SHAPE.exec(text) ?? [];
      if (key === undefined || given === undefined) return undefined;
      return same(given, mac(key)) ? { key } : undefined;
    },
  };
}
