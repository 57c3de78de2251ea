import { createTransport } from 'nodemailer';
import type { SendMail } from '../accounts/mail.ts';
import { isLoopback } from '../config/loopback.ts';
import type { Logger } from '../log.ts';

/** For each step of a connection. */
const TIMEOUT_MS = 20_000;

/**
 * Sends through the mail server of `url`, one connection for each message. Without TLS nothing is said to a server,
 * unless it is this machine.
 */
export function createMailer(options: { url: string; from: string; log: Pick<Logger, 'warn'> }): SendMail {
  const { from, log } = options;
  const { protocol, hostname, port, username, password } = new URL(options.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const inTheOpen = !secure && isLoopback(host);
  const transport = createTransport({
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !inTheOpen,
    ignoreTLS: inTheOpen,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text, date, id }) => {
    try {
      // Otherwise people who are away would answer.
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ from, to, subject, text, date, messageId: id, headers });
      return true;
    } catch (error) {
      // Its words repeat the address, and so do those of the server.
      const { code, responseCode, command } = error as Record<string, unknown>;
      const step = String(command).split(' ')[0];
      log.warn({ why: code, status: responseCode, step }, 'a message could not be mailed');
      return false;
    }
  };
}
