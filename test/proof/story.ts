import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import { wordsOf } from '../../src/cli/words.ts';
import { signBody } from '../../src/simulator/webhook-client.ts';
import { fillIn, phoneOf, th, type Phone } from '../cases/phone.ts';
import { browse, hidden, type Staff } from '../console/staff-browser.ts';
import { codeOn, REPORT, visitor, type Visitor } from '../site/door/visitor.ts';
import { hidingJpeg } from '../cleaning/corpus/pictures.ts';
import type { FakeLine, LineEvent } from '../support/fake-line.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { ADDRESS, CANARIES as C, PLACE, type User } from './canaries.ts';

/** A town under test: one server process, a pretended LINE, and all that anybody was shown. */
export interface Town {
  line: FakeLine;
  dataDir: string;
  server: () => ServerProcess;
  /** Codes that somebody was shown, filed or not. */
  codes: TrackingCode[];
  /** Codes that were typed to link a LINE account for alerts, right or wrong. */
  linkCodes: string[];
}

export const phone = ({ line, server }: Town, user: User): Phone =>
  phoneOf(line, () => server().webhook, user, 20_000);

export const fromOutside = ({ server }: Town): Visitor =>
  visitor(server().url, { 'x-forwarded-for': ADDRESS, 'user-agent': C.browser });

/** Name and passphrase of the demo person in this role. */
export function demoPerson(dataDir: string, role: string): { id: string; passphrase: string } {
  const paper = readFileSync(join(dataDir, 'trial-staff.txt'), 'utf8');
  const block = paper.split('\n\n').find((each) => each.includes(`(${role})`)) ?? '';
  return {
    id: /id: (\S+)/.exec(block)?.[1] ?? '',
    passphrase: /passphrase: (.+)/.exec(block)?.[1] ?? '',
  };
}

/** A photo with all that a telephone writes into it, a text file with a telling name, and a place. */
async function sendFiles({ line, server }: Town, user: User): Promise<void> {
  const send = async (event: LineEvent, bytes?: Uint8Array) => {
    const type = 'application/octet-stream';
    if (bytes) line.api.setContent(event.message!.id, { kind: 'bytes', bytes, type });
    const { messages } = await line.ask(server().webhook, event, 30_000);
    if (bytes && !wordsOf(messages).includes(th('evidence:received.cleaned')))
      throw new Error(`not taken in: ${wordsOf(messages)}`);
  };
  await send(line.event.image(user), await hidingJpeg());
  const name = `${C.chatFileName}.txt`;
  await send(line.event.file(user, { fileName: name, fileSize: 9 }), Buffer.from(C.chatFile));
  await send(line.event.location(user, PLACE));
}

/** Success in the chat: a report filed, a comment filed, a question with somebody's name in it. */
export async function chatSucceeds(town: Town): Promise<{ reporter: Phone; code: TrackingCode }> {
  const reporter = phone(town, 'kestrel');
  const code = await fillIn(reporter, 'complaint', {
    category: th('cases:field.category.option.bribe'),
    unit: 'งานพัสดุ',
    who: C.chatWho,
    what: C.chatWhat,
    where: C.chatWhere,
    contact: C.chatContact,
  });
  await sendFiles(town, 'kestrel');
  await reporter.tap(th('report:act.file'));
  const citizen = phone(town, 'osprey');
  const comment = await fillIn(citizen, 'comment', { text: C.chatComment });
  await citizen.tap(th('report:act.file'));
  await citizen.say(`คะแนน ITA ของคุณ${C.chatQuestionName} เป็นอย่างไร`);
  town.codes.push(code, comment);
  return { reporter, code };
}

/** What is begun and given up: a draft that stays, one cancelled, a message unsent, things the form does not take. */
export async function chatGivesUp(town: Town): Promise<void> {
  const { line, server } = town;
  const begin = async (user: User) => {
    const someone = phone(town, user);
    await someone.say('อยากร้องเรียน');
    await someone.tap(th('report:act.agree'));
    await someone.tap(th('cases:field.category.option.bribe'));
    await someone.say('กองการศึกษา');
    await someone.tap(th('report:act.skip'));
    await someone.tap(th('report:act.skip'));
    return someone;
  };
  const hesitant = await begin('merlin');
  await hesitant.say(C.chatDraft);
  const unsent = line.event.text('merlin', C.chatUnsent);
  await line.ask(server().webhook, unsent, 20_000);
  const { id } = (unsent as unknown as { message: { id: string } }).message;
  await line.send(server().webhook, line.event.unsend('merlin', id));
  await line.ask(server().webhook, line.event.location('merlin', PLACE), 20_000);
  await line.ask(server().webhook, line.event.sticker('merlin'), 20_000);
  await line.ask(server().webhook, line.event.postback('merlin', C.unknownPostback), 20_000);
  const other = await begin('harrier');
  await other.say(C.chatCancelled);
  await other.tap(th('report:act.cancel'));
  await other.tap(th('report:act.drop'));
}

/** Bodies that no LINE sends: unsigned, signed but broken, signed with strange events. */
export async function webhookIsTeased({ line, server }: Town): Promise<void> {
  const { webhook } = server();
  const broken = `{"events":[{"type":"message","note":"${C.badWebhook}"`;
  await line.sendRaw(webhook, broken, { signature: signBody(broken, 'another secret') });
  await line.sendRaw(webhook, broken);
  await line.sendRaw(
    webhook,
    JSON.stringify({
      events: [{ type: C.badWebhook, source: { userId: C.badWebhook } }, C.badWebhook, null],
    }),
  );
  await line.sendRaw(webhook, JSON.stringify({ events: C.badWebhook.repeat(60_000) }));
}

/** The web door: filed, commented, followed, and everything that is refused. */
export async function webIsUsed(town: Town): Promise<TrackingCode> {
  const person = fromOutside(town);
  const form = await person.press(await person.get('/report'), 'upload', {
    ...REPORT,
    who: C.webWho,
    what: C.webWhat,
    evidence: [
      new File([C.webFile], `${C.webFileName}.txt`),
      new File([new Uint8Array(await hidingJpeg())], `${C.webFileName}.jpg`),
      new File([`MZ${C.webRefused}`], `${C.webFileName}.exe`),
    ],
  });
  const review = await person.press(form, 'review');
  const code = codeOn(review) as TrackingCode;
  town.codes.push(code);
  await person.press(review, 'file');
  const comment = await person.press(await person.get('/comment'), 'review', { text: C.webComment });
  town.codes.push(codeOn(comment) as TrackingCode);
  await person.press(comment, 'file');
  const mine = await person.press(await person.get('/track'), 'open', { code });
  await person.press(mine, 'write', { text: C.webAdded }, { action: 'add' });

  const unknown = newCode();
  town.codes.push(unknown);
  await person.press(await person.get('/track'), 'open', { code: unknown });
  await person.press(await person.get('/track'), 'open', { code: C.webRefused });
  await person.post('/report', { do: 'file', ticket: C.webRefused, what: C.webRefused });
  await person.post('/track', { do: C.webRefused, pass: C.webRefused, text: C.webRefused });
  await person.press(await person.get('/report'), 'review', { ...REPORT, what: C.webRefused.repeat(20_000) });
  for (const path of ['/report', '/track', '/ita', '/nowhere', '/console', '/healthz']) {
    await person.get(`${path}?q=${encodeURIComponent(C.inAddress)}`);
    await person.get(`${path}/${encodeURIComponent(C.inAddress)}`);
  }
  for (const type of ['multipart/form-data; boundary=x', 'application/json', 'text/plain; charset=klingon']) {
    await fetch(`${town.server().url}/report`, {
      method: 'POST',
      body: C.webRefused,
      headers: { 'content-type': type, 'x-forwarded-for': ADDRESS, 'user-agent': C.browser },
    });
  }
  return code;
}

/** An officer's day in the console: opens, reads files, writes, asks, and is refused. */
export async function consoleIsUsed(town: Town): Promise<{ cases: string[]; filesRead: number }> {
  const { id, passphrase } = demoPerson(town.dataDir, 'officer');
  const staff = browse({ origin: town.server().url });
  await staff.signIn(id, passphrase);
  const queue = await staff.get('/');
  const cases = [
    ...new Set([...queue.html.matchAll(/\/console\/cases\/([0-9a-f]{32})/g)].map(([, it]) => it!)),
  ];
  if (cases.length < 4) throw new Error(`the queue shows ${cases.length} cases: ${queue.text}`);
  let filesRead = 0;
  const act = acting(staff);
  for (const one of cases) {
    await act(one, 'accept', {});
    await act(one, 'note', { message: C.staffNote });
    await act(one, 'conclude', { message: C.staffRefused, outcome: C.staffRefused });
    await act(one, 'decline', { message: C.staffRefused });
    await act(one, encodeURIComponent(C.inAddress), { message: C.staffRefused });
    const page = await staff.get(`/cases/${one}`);
    for (const [path] of page.html.matchAll(/\/cases\/[0-9a-f]{32}\/evidence\/\d+/g)) {
      await staff.get(path);
      if ((await staff.get(`${path}/clean`)).status === 200) filesRead += 1;
    }
    await staff.get(`/cases/${one}/print`);
    const asked = await act(one, 'ask', { message: C.staffQuestion });
    if (asked.status !== 303) throw new Error(`asking was answered with ${asked.status}`);
  }
  await staff.get(`/cases/${encodeURIComponent(C.inAddress)}?q=${encodeURIComponent(C.inAddress)}`);
  return { cases, filesRead };
}

/** What each entrance answers while a table is away; text goes in by all of them. */
export async function everythingFails(town: Town, code: TrackingCode): Promise<Record<string, number[]>> {
  const person = fromOutside(town);
  const { id, passphrase } = demoPerson(town.dataDir, 'officer');
  const staff = browse({ origin: town.server().url });
  await staff.signIn(id, passphrase);
  const queue = await staff.get('/');
  const one = /\/console\/cases\/([0-9a-f]{32})/.exec(queue.html)![1]!;
  const report = await person.get('/report');
  const review = await person.press(report, 'review', { ...REPORT, what: C.whileBroken });
  town.codes.push(codeOn(review) as TrackingCode);
  const track = await person.get('/track');
  const answers: Record<string, number[]> = {};
  const database = new DatabaseSync(join(town.dataDir, 'suetrong.sqlite'), { timeout: 5000 });
  for (const table of ['session', 'inbox', 'item', 'case_body', 'setting', 'person', 'audit']) {
    database.exec(`ALTER TABLE ${table} RENAME TO away`);
    const tried = [
      await town.line.send(town.server().webhook, town.line.event.text('osprey', C.whileBroken)),
      await person.press(report, 'review', { ...REPORT, what: C.whileBroken }),
      await person.press(review, 'file'),
      await person.press(track, 'open', { code }),
      await staff.get(`/search?q=${encodeURIComponent(C.whileBroken)}`),
      await staff.get(`/cases/${one}`),
      await staff.signIn(C.whileBroken, C.whileBroken),
    ];
    database.exec(`ALTER TABLE away RENAME TO ${table}`);
    answers[table] = tried.map(({ status }) => status);
    await staff.signIn(id, passphrase);
  }
  database.close();
  return answers;
}

/** A member of staff mistypes the code for alerts by LINE, then types it right, and stays linked. */
export async function lineIsLinked(town: Town): Promise<void> {
  const { id, passphrase } = demoPerson(town.dataDir, 'officer');
  const staff = browse({ origin: town.server().url });
  await staff.signIn(id, passphrase);
  const { text } = await staff.post('/me/alerts/line', {});
  const [, first = '', second = ''] = /(\d{4}) (\d{4})/.exec(text) ?? [];
  const wrong = `${first}${second}${second}`;
  const plover = phone(town, 'plover');
  await plover.say(`${th('alerts:line.word')} ${wrong}`);
  await plover.say(`${th('alerts:line.word')} ${first} ${second}`);
  if (!plover.words().includes(th('alerts:line.chat.linked'))) throw new Error(plover.words());
  town.linkCodes.push(`${first}${second}`, `${first} ${second}`, wrong);
}

/** The head ends what was asked: everything is answered and closed. */
export async function casesAreConcluded(town: Town, cases: readonly string[]): Promise<void> {
  const { id, passphrase } = demoPerson(town.dataDir, 'head');
  const staff = browse({ origin: town.server().url });
  await staff.signIn(id, passphrase);
  for (const one of cases) {
    for (const outcome of ['substantiated', 'noted']) {
      await acting(staff)(one, 'conclude', { outcome, message: C.staffAnswer });
    }
  }
}

/** Fills an action of a case in and confirms it. */
const acting = (staff: Staff) => async (one: string, action: string, fields: Record<string, string>) => {
  const seen = hidden((await staff.get(`/cases/${one}`)).html, 'seen');
  const filled = Object.entries(fields).map(([need, value]) => [`${action}-${need}`, value]);
  const form = { action, seen, ...(Object.fromEntries(filled) as Record<string, string>) };
  await staff.post(`/cases/${one}/act`, form);
  return staff.post(`/cases/${one}/act`, { ...form, step: 'do' });
};

/** Writes a passphrase to a file beside the data, for the command line. */
export function passphraseFile(dir: string, dataDir: string, role: string): string[] {
  const { id, passphrase } = demoPerson(dataDir, role);
  const path = join(dir, `${role}.txt`);
  writeFileSync(path, `${passphrase}\n`, { mode: 0o600 });
  return ['--as', id, '--passphrase-file', path];
}
