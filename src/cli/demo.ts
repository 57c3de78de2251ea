import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from '../cases/casework.ts';
import { fieldsOf } from '../cases/fields.ts';
import { createI18n, type Lang } from '../i18n.ts';
import { HIDDEN, hiddenIn, makePhoto, VALUES, type Hidden } from './demo/photo.ts';
import { BASIC_OPTIONS } from './program/arguments.ts';
import { runAsProgram, runProgram, type Program } from './program/program.ts';
import { withTrialServer, type TrialServer } from './trial-server.ts';
import { buttonsOf, textsOf, wordsOf, type LineButton } from './words.ts';

type LineEvent = Parameters<TrialServer['driver']['ask']>[0];
type Messages = readonly Record<string, unknown>[];

type Out = (text: string) => void;
const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');

/** One person with a phone: types, taps, and reads. */
function phoneOf({ driver }: TrialServer, user: string, name: string, out: Out) {
  let last: Messages = [];
  const show = async (did: string, event: LineEvent): Promise<string> => {
    out(`\n${name}: ${did}`);
    last = await driver.ask(event);
    const cards = last
      .filter((message) => message['type'] === 'flex')
      .map((message) => String(message['altText']));
    out(indent([textsOf(last), ...cards].filter(Boolean).join('\n\n')));
    const labels = buttonsOf(last).map(({ label }) => `[${label}]`);
    if (labels.length > 0) out(indent(labels.join(' ')));
    return wordsOf(last);
  };
  const eventOf = (button: LineButton): LineEvent =>
    button.data === undefined
      ? driver.event.text(user, button.text ?? button.label)
      : driver.event.postback(user, button.data);
  return {
    add: () => show('(…)', driver.event.follow(user)),
    say: (text: string) => show(text, driver.event.text(user, text)),
    send(photo: Uint8Array, did: string): Promise<string> {
      const event = driver.event.image(user);
      driver.attach(event, photo, 'image/jpeg');
      return show(did, event);
    },
    tap(label: string): Promise<string> {
      const button = buttonsOf(last).find((each) => each.label === label);
      if (!button)
        throw new Error(
          `the demo looks for the button "${label}" and sees ${buttonsOf(last)
            .map((each) => each.label)
            .join(', ')}`,
        );
      return show(`[${label}]`, eventOf(button));
    },
  };
}

/** The officer of the trial mode's demo staff, signed in with what trial mode wrote down. */
async function officerOf({ deps }: TrialServer) {
  const paper = readFileSync(join(deps.config.dataDir, 'trial-staff.txt'), 'utf8');
  const block = paper.split('\n\n').find((each) => each.includes('(officer)')) ?? '';
  const name = /id: (\S+)/.exec(block)?.[1] ?? '';
  const passphrase = /passphrase: (.+)/.exec(block)?.[1] ?? '';
  return (await deps.accounts.signIn.signIn(name, passphrase)).worker;
}

/** The officer's copy of what the reporter sent, in words: what was hidden in the photo, and whether it is still there. */
async function cleanCopy(
  { deps }: TrialServer,
  officer: Worker,
  caseId: string,
  demo: (key: string, params?: Record<string, string>) => string,
): Promise<{ title: string; facts: string }> {
  const file = await deps.cases.casework.evidence(officer, { caseId, number: 1 });
  const parts: Uint8Array[] = [];
  for await (const part of file.read()) parts.push(part);
  const left = hiddenIn(Buffer.concat(parts));
  const fate = (what: Hidden) => demo(left.includes(what) ? 'still' : 'gone');
  return {
    title: demo('opens', { name: file.name }),
    facts: HIDDEN.map((what) => `${demo(`hidden.${what}`)} ${fate(what)}`).join('\n'),
  };
}

async function story(server: TrialServer, lang: Lang, out: Out): Promise<void> {
  const i18n = createI18n();
  const { t } = i18n;
  const demo = (key: string, params = {}) => t(lang, `demo:${key}`, params);
  const label = (key: string) => t(lang, key);
  const seller = phoneOf(server, 'seller', demo('seller'), out);
  const clerk = phoneOf(server, 'clerk', demo('clerk'), out);

  out(`== ${demo('chapter.ask')}`);
  await seller.add();
  for (const question of ['grade', 'why', 'year'] as const) await seller.say(demo(`question.${question}`));

  out(`\n== ${demo('chapter.report')}`);
  await clerk.say(demo('wish'));
  await clerk.tap(label('report:act.agree'));
  await clerk.tap(label('cases:field.category.option.procurement'));
  await clerk.say(demo('unit'));
  let words = '';
  const photo = await makePhoto();
  for (const field of fieldsOf('complaint').slice(2)) {
    if (field.input === 'evidence') {
      const hidden = hiddenIn(photo).map((what) => `  ${demo(`hidden.${what}`)} ${VALUES[what]}`);
      await clerk.send(photo, [demo('sends'), ...hidden].join('\n'));
      words = await clerk.tap(label('report:act.done'));
      continue;
    }
    const answer = i18n.has(lang, `demo:answers.${field.id}`) ? demo(`answers.${field.id}`) : undefined;
    words = answer === undefined ? await clerk.tap(label('report:act.skip')) : await clerk.say(answer);
    if (field.input === 'story') words = await clerk.tap(label('report:act.done'));
  }
  const code = /\d{4} \d{4} \d{4} \d{4} \d{4}/.exec(words)?.[0] ?? '';
  await clerk.tap(label('report:act.file'));

  out(`\n== ${demo('chapter.officer')}`);
  const officer = await officerOf(server);
  const { casework } = server.deps.cases;
  const [first] = await casework.queue(officer, { limit: 10 });
  if (!first) throw new Error('the case did not reach the officer');
  out(`\n${demo('officer')}: ${first.title}`);
  const copy = await cleanCopy(server, officer, first.id, demo);
  out(`\n${demo('officer')}: ${copy.title}`);
  out(indent(copy.facts));
  await casework.act(officer, { caseId: first.id, action: 'accept' });
  await casework.act(officer, { caseId: first.id, action: 'ask', message: demo('officerAsks') });
  out(`\n${demo('officer')}: ${demo('officerAsks')}`);

  out(`\n== ${demo('chapter.week')}`);
  await clerk.say(code);
  await clerk.say(demo('clerkAnswers'));
  await casework.act(officer, {
    caseId: first.id,
    action: 'conclude',
    outcome: 'substantiated',
    message: demo('conclusion'),
  });
  out(`\n${demo('officer')}: ${demo('conclusion')}`);
  await clerk.say(code);
}

export const DEMO: Program<typeof BASIC_OPTIONS> = {
  options: BASIC_OPTIONS,
  help: 'demo:help',
  commands: {
    '': {
      takes: 0,
      run: ({ io, lang }) => withTrialServer((server) => story(server, lang, (text) => io.out(text))),
    },
  },
};

if (import.meta.main) {
  await runAsProgram((args, io) => runProgram(DEMO, args, io));
  process.exit(); // whatever of the server still lives
}
