import type { CommandIo } from '../../src/cli/program/io.ts';

/** A terminal within this process: what a command said, and its questions answered line by line. */
export function memoryIo(
  env: CommandIo['env'],
  input = '',
): { io: CommandIo; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const lines = input.split('\n').slice(0, -1);
  const io: CommandIo = {
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    flush: async () => undefined,
    ask: async (question) => {
      said.err += `${question}\n`;
      return lines.shift();
    },
    redirected: true,
    clear: () => undefined,
    readAll: async () => input,
    env,
  };
  return { io, said };
}
