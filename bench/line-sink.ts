import { createServer } from 'node:http';

/** LINE's side at its cheapest: takes every reply and says when, so that the bots are measured and not the stand-in. */
const seen = new Set<string>();
let last = 0;
const server = createServer((request, response) => {
  if (request.url === '/count') return void response.end(JSON.stringify({ count: seen.size, last }));
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const token = /"replyToken":"([^"]+)"/.exec(body)?.[1];
    if (token) seen.add(token);
    last = Date.now();
    response.setHeader('content-type', 'application/json');
    response.end('{"sentMessages":[]}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address)
    process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
});
