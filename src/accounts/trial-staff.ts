import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import type { Lang, Translate } from '../i18n.ts';
import type { People } from './people.ts';
import type { NewPerson } from './person.ts';
import type { Recorder } from './recorder.ts';
import type { RecoverySetup } from './recovery-setup.ts';
import { prepareSetUp, type Foundations } from './set-up.ts';

/** Where trial mode keeps what set-up would print on paper. Production refuses to start beside it. */
export const TRIAL_STAFF_FILE = 'trial-staff.txt';

/** What trial mode needs to know of the agency's units. */
export interface TrialAgency {
  units: readonly { id: string; name: Record<Lang, string>; intake: boolean; parent?: string }[];
  /** The relation of the conflict rule. */
  onOneLine(a: string, b: string): boolean;
}

/**
 * The demo people: an intake officer, the head above him, an investigator whose unit is on another line of the tree, a
 * member and an auditor from outside, an administrator. They are called by their offices; nobody is meant.
 */
export function trialPeople(agency: TrialAgency, t: Translate, lang: Lang): NewPerson[] {
  const intake = agency.units.find((unit) => unit.intake) ?? agency.units[0];
  if (!intake) throw new RangeError('an agency has units');
  const above = agency.units.find(({ id }) => id === intake.parent) ?? intake;
  const apart = agency.units.find(({ id }) => !agency.onOneLine(id, intake.id)) ?? intake;
  const named = (who: string, unit = intake) => {
    const name = t(lang, `accounts:trial.${who}`, { unit: unit.name[lang] });
    return { name, post: t(lang, `accounts:trial.post.${who}`) };
  };
  return [
    { ...named('officer'), role: 'officer', unit: intake.id, intake: true },
    { ...named('head', above), role: 'head', unit: above.id, intake: true },
    { ...named('investigator', apart), role: 'investigator', unit: apart.id },
    { ...named('outsideMember'), role: 'head', outside: true },
    { ...named('administrator'), role: 'administrator', unit: apart.id },
    { ...named('auditor'), role: 'auditor', outside: true },
  ];
}

/**
 * Sets a fresh trial installation up, once; the passphrases and recovery shares lie in `DATA_DIR/trial-staff.txt` (mode
 * 0600). They are on the disk before anything is in force, under the name of their recovery key, and take their final
 * name after: a crash at any moment, and several processes at once, leave the right file or nothing. Does nothing where
 * set-up was done. Resolves to whether it was done now. For trial mode only.
 */
export async function ensureTrialStaff(deps: {
  recovery: RecoverySetup;
  people: People;
  record: Recorder;
  dataDir: string;
  agency: TrialAgency;
  t: Translate;
  lang?: Lang;
}): Promise<boolean> {
  const { recovery, dataDir, agency, t, lang = 'th' } = deps;
  await recovery.finish();
  if (!(await recovery.exists())) {
    const made = await prepareSetUp(deps, trialPeople(agency, t, lang), lang);
    const draft = draftOf(dataDir, made.recovery.fingerprint);
    writeDurably(dataDir, draft, paperOf(made, t, lang));
    try {
      await made.commit();
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      rmSync(draft, { force: true }); // another process was faster: these words open nothing
      return false;
    }
    nameFinally(dataDir, made.recovery.fingerprint);
    return true;
  }
  const inForce = await recovery.storedFingerprint();
  if (inForce !== undefined) nameFinally(dataDir, inForce);
  return false;
}

const draftOf = (dir: string, fingerprint: string) =>
  join(dir, `trial-staff-${fingerprint.replaceAll(' ', '')}.txt`);

/** Gives the paper of the key in force its name, if it is still waiting for it. */
function nameFinally(dir: string, fingerprint: string): void {
  const draft = draftOf(dir, fingerprint);
  try {
    renameSync(draft, join(dir, TRIAL_STAFF_FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // it has it, or set-up was done by hand
  }
}

function paperOf({ people, recovery }: Foundations, t: Translate, lang: Lang): string {
  const blocks = people.map(({ person, passphrase }) =>
    [
      person.name,
      `  ${t(lang, 'accounts:trial.role')}: ${t(lang, `accounts:role.${person.role}`)} (${person.role})`,
      `  id: ${person.id}`,
      `  passphrase: ${passphrase}`,
    ].join('\n'),
  );
  const shares = recovery.shares.map(({ number, set, text }) =>
    [t(lang, 'accounts:trial.share', { number, set }), text].join('\n'),
  );
  const heading = t(lang, 'accounts:trial.heading');
  return `${[heading, ...blocks, t(lang, 'accounts:trial.recovery'), ...shares].join('\n\n')}\n`;
}

/** On the disk when it returns. */
function writeDurably(dir: string, path: string, text: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
