import { createServer, type Server, type Socket } from 'node:net';

/** Plays clamd: takes INSTREAM as its manual says and answers by what came. Undefined: it says nothing. */
export async function fakeClamd(
  answer: (content: Buffer) => string | undefined,
  options: { path?: string; limit?: number } = {},
): Promise<{ address: string; contents: Buffer[]; stop: () => void }> {
  const contents: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    let begun = false;
    const content: Buffer[] = [];
    socket.on('data', (data: Buffer) => {
      held = Buffer.concat([held, data]);
      if (!begun) {
        if (held.length < 10) return;
        if (held.toString('latin1', 0, 10) !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        held = held.subarray(10);
        begun = true;
      }
      while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
        const length = held.readUInt32BE(0);
        if (length === 0) {
          contents.push(Buffer.concat(content));
          const words = answer(contents.at(-1)!);
          if (words !== undefined) socket.end(`${words}\0`);
          return;
        }
        content.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
        if (Buffer.concat(content).length > (options.limit ?? Infinity)) {
          return void socket.end('INSTREAM size limit exceeded. ERROR\0');
        }
      }
    });
  });
  await new Promise<void>((resolve) =>
    options.path ? server.listen(options.path, resolve) : server.listen(0, '127.0.0.1', resolve),
  );
  const address = server.address();
  return {
    contents,
    stop() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
    address: typeof address === 'string' ? `unix://${address}` : `tcp://127.0.0.1:${address!.port}`,
  };
}
