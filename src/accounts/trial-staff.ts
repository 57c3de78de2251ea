import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../errors.ts';
import type { Lang, Translate } from '../i18n.ts';
import type { NewPerson, People } from './people.ts';
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
    return { name, post: name };
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
 * Sets a fresh trial installation up, once; the passphrases and recovery shares go to `DATA_DIR/trial-staff.txt` (mode
 * 0600) before anything is in force, so that a crash at any moment leaves either nothing or everything. Does nothing
 * where set-up was done. Resolves to whether it was done now. For trial mode only.
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
  if (await recovery.exists()) return false;
  const made = await prepareSetUp(deps, trialPeople(agency, t, lang), lang);
  const path = join(dataDir, TRIAL_STAFF_FILE);
  writeDurably(dataDir, path, paperOf(made, t, lang));
  try {
    await made.commit();
    return true;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    rmSync(path, { force: true }); // somebody ran `npm run setup` in this very moment: these words open nothing
    return false;
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

/** All of the file or none of it, whatever happens in between. */
function writeDurably(dir: string, path: string, text: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
