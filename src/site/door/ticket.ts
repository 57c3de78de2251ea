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

const KEY_BYTES = 16;
const SHAPE = /^([\w-]{22})\.(\d{20})\.([0-9a-f]{32})$/;

/**
 * The MAC keeps people from filing under codes of their own choosing: weak ones, or somebody else's, whose receipt
 * would then tell that the code exists without the delay that guessing costs elsewhere.
 */
export function createTickets(box: Pick<SecretBox, 'name'>): Tickets {
  const mac = (kind: CaseKind, { key, code }: Ticket) => box.name(`ticket/${kind}/${key}/${code}`);
  return {
    issue: () => ({ key: randomBytes(KEY_BYTES).toString('base64url'), code: newCode() }),
    write: (kind, ticket) => `${ticket.key}.${ticket.code}.${mac(kind, ticket)}`,
    read(kind, text) {
      const [, key, digits, given] = SHAPE.exec(text) ?? [];
      const code = digits === undefined ? undefined : parseCode(digits).code;
      if (key === undefined || code === undefined || given === undefined) return undefined;
      const ticket = { key, code };
      return timingSafeEqual(Buffer.from(given), Buffer.from(mac(kind, ticket))) ? ticket : undefined;
    },
  };
}
