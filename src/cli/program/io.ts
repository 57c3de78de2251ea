import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a command reads and writes. */
export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  /** Resolves when all of `out` has left the process; rejects when it cannot. */
  flush(): Promise<void>;
  /** One line; `hidden` is not shown while it is typed. Undefined when nobody answers any more. */
  ask(question: string, options?: { hidden?: boolean }): Promise<string | undefined>;
  /** What `out` says goes into a file or to another program, not to a screen. */
  readonly redirected: boolean;
  /** Takes what was shown off the screen, if it is one. */
  clear(): void;
  /** All of standard input. */
  readAll(): Promise<string>;
  env: Readonly<Record<string, string | undefined>>;
}

/** The process's own streams. Questions go to standard error, so that standard output holds results only. */
export function processIo(): CommandIo & { close(): void } {
  let lines: AsyncIterator<string> | undefined;
  let reader: Interface | undefined;
  let muted = false;
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    flush: () =>
      new Promise((resolve, reject) => {
        process.stdout.write('', (error) => (error ? reject(error) : resolve()));
      }),
    async ask(question, { hidden = false } = {}) {
      reader ??= createInterface({ input: process.stdin, output: shown, terminal: process.stdin.isTTY });
      lines ??= reader[Symbol.asyncIterator]();
      process.stderr.write(question);
      muted = hidden;
      const next = await lines.next();
      muted = false;
      if (hidden || !process.stdin.isTTY) process.stderr.write('\n');
      return next.done ? undefined : next.value;
    },
    redirected: !process.stdout.isTTY,
    clear() {
      if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    },
    async readAll() {
      let text = '';
      process.stdin.setEncoding('utf8');
      for await (const chunk of process.stdin) text += String(chunk);
      return text;
    },
    env: process.env,
    close: () => reader?.close(),
  };
}
