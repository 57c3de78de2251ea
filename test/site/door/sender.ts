import { request, type ClientRequest } from 'node:http';
import { words } from './visitor.ts';

/** Somebody who sends one file of a report bit by bit, from an address of their own. */
export interface Sender {
  /** Sends more of the file. */
  write(bytes: string | Uint8Array): void;
  /** Sends the rest and resolves to what the page says, with its markup and without. */
  end(): Promise<{ html: string; text: string }>;
  /** Goes away in the middle. */
  leave(): void;
}

/** Begins a report with `what` typed and a file `name`; `ticket` is that of a form that was opened. */
export function beginFile(
  origin: string,
  {
    address,
    ticket,
    name = 'a.txt',
    what = '',
  }: { address: string; ticket: string; name?: string; what?: string },
): Sender {
  let sending: ClientRequest;
  const page = new Promise<string>((resolve, reject) => {
    sending = request(`${origin}/report`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'x-forwarded-for': address },
    });
    sending.on('error', reject);
    sending.on('response', (response) => {
      let html = '';
      response.setEncoding('utf8').on('data', (part: string) => (html += part));
      response.on('end', () => resolve(html));
    });
  });
  page.catch(() => undefined); // of those who leave
  const field = (of: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${of}"\r\n\r\n${value}\r\n`;
  sending!.write(
    field('ticket', ticket) +
      field('what', what) +
      field('do', 'upload') +
      `--b\r\nContent-Disposition: form-data; name="evidence"; filename="${name}"\r\n\r\nบันทึก `,
  );
  return {
    write: (bytes) => void sending.write(bytes),
    async end() {
      sending.end('\r\n--b--\r\n');
      const html = await page;
      return { html, text: words(html) };
    },
    leave: () => void sending.destroy(),
  };
}
