import { newSharesStep, newShareWritten } from '../accounts/new-shares.ts';
import { askedLine } from '../accounts/proof.ts';
import { SHARE_ROWS } from '../cases/share-text.ts';
import { CliProblem, UsageError } from './program/outcome.ts';
import { warnIfRedirected } from './program/redirected.ts';
import type { STAFF_OPTIONS, StaffContext } from './program/staff-program.ts';

type Context = Pick<StaffContext<typeof STAFF_OPTIONS>, 'io' | 'place' | 'lang' | 'values' | 'signIn'>;

const broken = () => new CliProblem('shares.broken');

/**
 * New recovery shares in a terminal, by the rule of the console's page. Until the name of the set is typed at the end nothing
 * is stored, and the old shares count.
 */
export async function newSharesCommand({ io, place, lang, values, signIn }: Context): Promise<void> {
  if (values.json) throw new UsageError(); // each is for one holder's eyes: nothing prints all of them at once
  const t = (key: string, params: Record<string, string | number> = {}) =>
    place.i18n.t(lang, `cli-staff:${key}`, params);
  const ask = async (question: string, hidden = false): Promise<string> => {
    await io.flush();
    const typed = await io.ask(question, { hidden });
    if (typed === undefined) throw broken();
    return typed;
  };
  const { newShares } = place.accounts;
  const { worker } = await signIn();
  await newShares.requireEntitled(worker);
  io.err(t('shares.about'));
  warnIfRedirected(io, place.i18n.t, lang);

  const texts: string[] = [];
  for (const number of [1, 2]) {
    io.err(t('shares.holder', { number }));
    const lines: string[] = [];
    for (let line = 1; line <= SHARE_ROWS; line += 1) lines.push(await ask(t('shares.line', { line }), true));
    texts.push(lines.join('\n'));
  }
  let draft = await newShares.begin(worker, texts);
  for (;;) {
    const step = newSharesStep(draft);
    if (step.at === 'ready') break;
    const { number, set, text } = step;
    io.out(t('setup.share', { number, set, text }));
    await ask(t('setup.pause'));
    io.clear();
    const rest = newShareWritten(draft, await ask(t('shares.prove', { number: askedLine(text) + 1 })));
    if (rest) draft = rest;
    else io.err(t('shares.wrong'));
    io.clear();
  }
  const { set } = draft.shares[0]!;
  if ((await ask(t('shares.ready', { set }))).trim().toUpperCase() !== set) throw broken();
  await newShares.finish(worker, draft);
  io.out(t('shares.done', { set }));
}
