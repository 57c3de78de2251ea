import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Content } from '../../../src/simulator/line-api.ts';
import { wordsOf } from '../../../src/cli/words.ts';
import { phoneOf, th } from '../../cases/phone.ts';
import { bytes, MS, startReporting, words, type Reporting } from './reporter.ts';

let there: Reporting;
beforeAll(async () => {
  there = await startReporting();
}, MS);
afterAll(() => there.bot.stop());

describe('on the way from LINE', () => {
  const CONTENTS: [string, Content, string][] = [
    ['taken back or too old (410)', { kind: 'gone' }, 'gone'],
    ['not there (404)', { kind: 'failed' }, 'gone'],
    ['cut in the middle', { kind: 'broken', bytes: Buffer.alloc(90_000, 'ก'), type: 'x/y' }, 'broken'],
    ['empty', bytes(Buffer.alloc(0)), 'empty'],
  ];
  it.each(CONTENTS)('a file that is %s is told, and the draft is kept', async (what, content, problem) => {
    const user = `way ${what}`;
    const phone = await there.atEvidence(user);
    expect(await there.say(there.as(words('หลักฐานแรก'), user))).toContain(th('evidence:received.cleaned'));
    const said = await there.say(there.as(content, user));
    expect(said).toContain(th(`evidence:problem.${problem}`));
    expect(said).toContain(th('evidence:kept-rest'));
    await phone.say('ข้าม');
    const { view } = await there.fileIt(phone);
    expect(view.evidence).toHaveLength(1);
    expect((await there.read(view.facts.id, 1)).toString()).toBe('หลักฐานแรก');
  });

  it('a film that LINE still prepares is waited for, under the loading animation', async () => {
    const user = 'preparing';
    await there.atEvidence(user);
    const event = there.as({ kind: 'preparing' }, user, 'video');
    setTimeout(() => there.bot.line.api.setContent(event.message!.id, words('เสร็จแล้ว')), 1500);
    expect(await there.say(event)).toContain(th('evidence:received.cleaned'));
    const asked = there.bot.line.api.state.requests.filter(({ path }) => path.includes(event.message!.id));
    expect(asked.map(({ path, status }) => `${path.split('/').slice(-1)[0]} ${status}`)).toEqual(
      expect.arrayContaining(['content 202', 'transcoding 200', 'content 200']),
    );
    expect(asked.length).toBeLessThan(8);
    const loading = there.bot.line.api.state.requests.filter(({ path }) =>
      path.endsWith('/chat/loading/start'),
    );
    expect(loading.at(-1)).toMatchObject({ status: 202, body: { loadingSeconds: 60 } });
  });

  it('what LINE does not keep itself is not fetched from anywhere', async () => {
    const user = 'external';
    await there.atEvidence(user);
    const event = there.bot.line.event.image(user);
    Object.assign(event.message!, {
      contentProvider: { type: 'external', originalContentUrl: 'https://elsewhere.example/x.jpg' },
    });
    const before = there.bot.line.api.state.requests.length;
    expect(await there.say(event)).toContain(th('evidence:problem.gone'));
    const paths = there.bot.line.api.state.requests.slice(before).map(({ path }) => path);
    expect(paths.filter((path) => path.includes('/content'))).toEqual([]);
  });

  it('a file in a chat without a report, or before the consent, is not fetched', async () => {
    const before = await there.stored();
    const event = there.as(words('อะไร'), 'nobody');
    expect(await there.say(event)).toContain(th('chat:media'));
    const phone = phoneOf(there.bot.line, () => there.bot.webhook, 'early', MS);
    await phone.say('อยากร้องเรียน');
    expect(await there.say(there.as(words('อะไร'), 'early'))).toContain(th('report:unfit.media'));
    expect(await there.stored()).toEqual(before);
    expect(there.bot.line.api.state.requests.some(({ path }) => path.includes(event.message!.id))).toBe(
      false,
    );
  });
});

it('a failure between receiving and remembering says so, keeps the draft, and the file can be sent again', async () => {
  const user = 'crashing';
  const phone = await there.atEvidence(user);
  const { sessions } = there.bot.server.deps.store;
  const save = sessions.save.bind(sessions);
  let crashes = 1;
  Object.assign(sessions, {
    save: (row: Parameters<typeof save>[0]) => {
      if ((crashes -= 1) >= 0) return Promise.reject(new Error('crashed before the session was stored'));
      return save(row);
    },
  });
  const event = there.as(words('รอดมาได้'), user);
  await there.bot.line.send(there.bot.webhook, event);
  const apology = wordsOf((await there.bot.line.waitForReply(event, MS)).messages);
  Object.assign(sessions, { save });
  expect(apology).not.toContain(th('evidence:received.cleaned'));
  expect(await there.say(there.as(words('รอดมาได้'), user))).toContain(th('evidence:received.cleaned'));
  await phone.say('ข้าม');
  const { view } = await there.fileIt(phone);
  expect(view.evidence).toHaveLength(1);
  expect((await there.read(view.facts.id, 1)).toString()).toBe('รอดมาได้');
});
