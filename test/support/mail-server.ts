import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  to: string[];
  /** Whether the connection was encrypted. */
  secure: boolean;
  /** The message as it came over the wire. */
  raw: string;
}

export interface MailServer {
  port: number;
  received: Received[];
  /** Answers everything with a refusal that repeats the address, as servers do. */
  refuse(refusing: boolean): void;
  stop(): Promise<void>;
}

/** A mail server on this machine that keeps what it is given. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  let refusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(refusing ? Object.assign(new Error(`no such user ${address}`), { responseCode: 550 }) : undefined);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, secure: session.secure, raw: Buffer.concat(chunks).toString('latin1') });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // peers that hang up
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    refuse: (now) => void (refusing = now),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The words of a message: its header apart from the address, and its decoded text. */
export function readMail({ raw }: Received): { header: string; text: string } {
  const [header = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(header)?.[1]?.toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(
          encoding === 'quoted-printable'
            ? body
                .replace(/=\r\n/g, '')
                .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
            : body,
          'latin1',
        );
  return { header: header.replace(/^To: .*\r\n/im, ''), text: bytes.toString('utf8') };
}
