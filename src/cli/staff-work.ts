import { createKeyWork, TALLY, type KeyWork, type Tally, type Teller } from '../accounts/key-work.ts';
import type { Context } from './staff-words.ts';

/** Runs long work to its end, telling on standard error how far it is. */
export async function workThrough(
  { io, place, lang, values }: Context,
  run: (work: KeyWork, tell: Teller) => Promise<Tally>,
): Promise<void> {
  const { t } = place.i18n;
  const work = createKeyWork({
    access: place.accounts.auditedAccess(place.cases.access),
    casework: place.casework,
  });
  const tally = await run(work, async (progress) => {
    io.err(t(lang, 'cli-staff:staff.progress', { ...progress }));
    return true;
  });
  if (values.json) io.out(JSON.stringify(tally));
  else if (Object.keys(tally).length === 0) io.out(t(lang, 'cli-staff:staff.nothing'));
  else
    for (const end of TALLY) {
      const count = tally[end];
      if (count !== undefined) io.out(t(lang, `access:tally.${end}`, { count }));
    }
}
