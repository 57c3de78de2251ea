import sharp from 'sharp';
import { openWorkplace } from '../../src/workplace.ts';
import { found } from '../cleaning/corpus/needles.ts';
import { trialPeople } from '../support/trial-people.ts';

/**
 * What an officer of trial mode finds in each case of an installation that nobody serves just now: `one clean picture`, or
 * what else there is.
 */
export async function evidenceOfCases(
  env: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<string[]> {
  const workplace = await openWorkplace({ ...env, LOG_LEVEL: 'error' });
  try {
    const { accounts, cases } = workplace;
    const { name, passphrase } = trialPeople(env['DATA_DIR']!).find(({ role }) => role === 'officer')!;
    const { worker } = await accounts.signIn.signIn(name, passphrase);
    const said: string[] = [];
    for (const caseId of ids) {
      const { evidence } = await cases.casework.open(worker, caseId);
      const copies = evidence.flatMap((piece) => (piece.is === 'file' ? piece.copies : []));
      if (copies.length !== 1 || copies[0]!.which !== 'clean') {
        said.push(`${copies.length} copies: ${copies.map(({ which }) => which).join(', ')}`);
        continue;
      }
      const parts: Uint8Array[] = [];
      const file = await cases.casework.evidence(worker, { caseId, number: 1 });
      for await (const part of file.read()) parts.push(part);
      const bytes = Buffer.concat(parts);
      const { format } = await sharp(bytes).metadata();
      const hidden = found(bytes);
      said.push(
        format === 'jpeg' && hidden.length === 0 ? 'one clean picture' : `${format}, ${hidden.join(', ')}`,
      );
    }
    return said;
  } finally {
    workplace.cases.stopCleaning();
    await workplace.close();
  }
}
