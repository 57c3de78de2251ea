import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createLogger } from '../../src/log.ts';
import { createMailer } from '../../src/mail/mailer.ts';
import { readMail, startMailServer, type MailServer } from '../support/mail-server.ts';

let plain: MailServer;
let encrypting: MailServer;
let logs = '';
const log = createLogger('debug', { write: (chunk) => void (logs += chunk) });
beforeAll(async () => {
  plain = await startMailServer();
  // With a certificate nobody signed, which it complains about.
  const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  encrypting = await startMailServer({ disabledCommands: [] });
  complaint.mockRestore();
});
afterAll(async () => {
  await plain.stop();
  await encrypting.stop();
});

const mailTo = (url: string) => createMailer({ url, from: 'suetrong@example.go.th', log });
const mail = {
  to: 'somebody@example.com',
  subject: 'ถึงเวลา',
  text: 'เปิดดูได้ที่ https://example.go.th/console\n',
};

it('sends plain text, as it is given', async () => {
  const sent = await mailTo(`smtp://127.0.0.1:${plain.port}`)({
    ...mail,
    date: new Date('2026-11-22T09:00:00+07:00'),
    id: '<abc@example.go.th>',
  });
  expect(sent).toBe(true);
  const [message] = plain.received.splice(0);
  expect(message!.to).toEqual([mail.to]);
  const { header, text } = readMail(message!);
  expect(text).toBe(mail.text.replace('\n', '\r\n'));
  expect(header).toContain('From: suetrong@example.go.th');
  expect(header).toContain('Auto-Submitted: auto-generated');
  expect(header).toContain('Date: Sun, 22 Nov 2026 02:00:00 +0000');
  expect(header).toContain('Message-ID: <abc@example.go.th>');
});

it('says nothing without TLS to a server that is not this machine, nor to one whose certificate is not good', async () => {
  // 0.0.0.0 leads here, and its name does not say so.
  expect(await mailTo(`smtp://0.0.0.0:${plain.port}`)(mail)).toBe(false);
  expect(await mailTo(`smtp://0.0.0.0:${encrypting.port}`)(mail)).toBe(false);
  expect(await mailTo(`smtps://127.0.0.1:${plain.port}`)(mail)).toBe(false);
  expect([plain.received, encrypting.received]).toEqual([[], []]);
});

it('logs what failed, never the address, which servers repeat', async () => {
  logs = '';
  plain.refuse(true);
  expect(await mailTo(`smtp://127.0.0.1:${plain.port}`)(mail)).toBe(false);
  plain.refuse(false);
  expect(await mailTo('smtp://127.0.0.1:1')(mail)).toBe(false);
  expect(logs).toContain('"status":550');
  expect(logs).toContain('ESOCKET');
  expect(logs).not.toContain('somebody');
  expect(logs).not.toContain('example.com');
});
