import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { addTry } from '../../accounts/throttle.ts';
import type { Worker } from '../../cases/casework.ts';
import type { Clock } from '../../clock.ts';
import { BoxError, createSecretBox } from '../../secret-box.ts';
import type { SettingPort } from '../../store/ports.ts';
import { createTurns } from './turns.ts';

const PERIOD_SECONDS = 30;
/** Steps before and after that count too, for clocks that differ. */
const WINDOW = 1;
const RECOVERY_CODES = 8;
const SECRET = /^[A-Z2-7]{32}$/;

const keptShape = z.object({
  v: z.literal(1),
  secret: z.string(),
  /** The step of the last code that was taken: it and all before are not taken again. */
  last: z.number(),
  tries: z.array(z.number()),
  /** Hashes of recovery codes that were not used yet. */
  recovery: z.array(z.string()),
});
type Kept = z.infer<typeof keptShape>;

/** Whose second factor: known only once the passphrase opened the key. `fingerprint` is the key's. */
export interface Holder {
  worker: Worker;
  fingerprint: string;
}

/** `off`: none is set up. `missing`: nothing was typed. */
export type FactorVerdict = 'off' | 'ok' | 'missing' | 'wrong';

/**
 * Six digits of a telephone (RFC 6238) beside the passphrase. The secret is sealed under the person's own key, so that
 * neither the database nor the server's secrets hold it; a new key begins without one.
 */
export interface SecondFactor {
  isOn(fingerprint: string): Promise<boolean>;
  /** A fresh secret in base 32, kept nowhere. */
  propose(): string;
  /** For the telephone: `otpauth://…`. */
  address(secret: string, label: string): string;
  /** Sets it up if `code` fits; resolves to the recovery codes, which are shown once. Undefined when it does not fit. */
  turnOn(holder: Holder, secret: string, code: string): Promise<string[] | undefined>;
  /** A code or a recovery code, each taken once. Throws ExpectedError `too-many-tries`. */
  check(holder: Holder, typed: string): Promise<FactorVerdict>;
  /** After `check`. */
  turnOff(holder: Holder): Promise<void>;
}

/** The digits of a typed code, Thai ones too. */
export const digitsOf = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\u0e50-\u0e59]/g, thaiDigit)
    .replace(/\D/g, '');
const thaiDigit = (sign: string): string => String(sign.charCodeAt(0) - 0x0e50);
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');
const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: 'Suetrong',
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
    digits: 6,
  });

export function createSecondFactor(deps: {
  settings: Pick<SettingPort, 'get' | 'set'>;
  clock: Clock;
}): SecondFactor {
  const { settings, clock } = deps;
  const inTurn = createTurns();
  const nameOf = (fingerprint: string) => `console-factor-${fingerprint.replace(/\D/g, '')}`;
  const boxOf = ({ worker }: Holder) => createSecretBox(worker.key.identity, 'console-factor');

  async function load(holder: Holder): Promise<Kept | undefined> {
    const name = nameOf(holder.fingerprint);
    const sealed = await settings.get(name);
    if (!sealed || sealed.length === 0) return undefined;
    return keptShape.parse(JSON.parse(boxOf(holder).open(sealed, name).toString('utf8')));
  }
  async function save(holder: Holder, kept: Kept): Promise<void> {
    const name = nameOf(holder.fingerprint);
    await settings.set(name, boxOf(holder).seal(Buffer.from(JSON.stringify(kept)), name));
  }
  /** The step that `code` belongs to; undefined when it fits none, or one not after `last`. */
  function stepOf(secret: string, code: string, last: number): number | undefined {
    if (code.length !== 6) return undefined;
    const timestamp = clock.now().getTime();
    const delta = totpOf(secret).validate({ token: code, timestamp, window: WINDOW });
    if (delta === null) return undefined;
    const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
    return step > last ? step : undefined;
  }

  async function checkNow(holder: Holder, typed: string): Promise<FactorVerdict> {
    const kept = await load(holder);
    if (!kept) return 'off';
    const code = digitsOf(typed);
    if (code === '') return 'missing';
    // Counted in the store: signing out or a restart gives no further tries.
    const tries = addTry(kept.tries, clock.now());
    const step = stepOf(kept.secret, code, kept.last);
    const spare = kept.recovery.includes(hashOf(code));
    if (step === undefined && !spare) {
      await save(holder, { ...kept, tries });
      return 'wrong';
    }
    const recovery = spare ? kept.recovery.filter((each) => each !== hashOf(code)) : kept.recovery;
    await save(holder, { ...kept, recovery, last: step ?? kept.last, tries: [] });
    return 'ok';
  }

  return {
    isOn: async (fingerprint) => ((await settings.get(nameOf(fingerprint)))?.length ?? 0) > 0,
    propose: () => new Secret({ size: 20 }).base32,
    address: (secret, label) => totpOf(secret, label).toString(),
    async turnOn(holder, secret, code) {
      if (!SECRET.test(secret)) return undefined;
      const last = stepOf(secret, digitsOf(code), 0);
      if (last === undefined) return undefined;
      const codes = Array.from({ length: RECOVERY_CODES }, () =>
        Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join(' '),
      );
      const recovery = codes.map((each) => hashOf(digitsOf(each)));
      await save(holder, { v: 1, secret, last, tries: [], recovery });
      return codes;
    },
    check: (holder, typed) =>
      inTurn(holder.fingerprint, async () => {
        try {
          return await checkNow(holder, typed);
        } catch (error) {
          if (error instanceof BoxError) return 'wrong'; // somebody changed it: fail closed
          throw error;
        }
      }),
    async turnOff({ fingerprint }) {
      await settings.set(nameOf(fingerprint), new Uint8Array());
    },
  };
}
