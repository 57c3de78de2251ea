import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from '@jest/globals';
import { TestClock } from '../support/clock.ts';
import { startFakeLine, userIdOf, type FakeLine } from '../support/fake-line.ts';

export const hello = [{ type: 'text', text: 'สวัสดี' }];
/** A retry key as LINE wants them. */
export const KEY = '123e4567-e89b-42d3-a456-426614174000';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** The pretended LINE, called as a bot calls the real one. */
export interface Calls {
  readonly line: FakeLine;
  readonly clock: TestClock;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A reply token whose minute has just begun. */
  freshToken(): string;
  reply(replyToken: string, messages?: unknown, headers?: Record<string, string>): Promise<Answer>;
  push(to: unknown, headers?: Record<string, string>, messages?: unknown): Promise<Answer>;
}

/** A pretended LINE, fresh for each test, with three pushes a month. */
export function lineCalls(): Calls {
  const clock = new TestClock();
  let line: FakeLine;
  beforeEach(async () => {
    line = await startFakeLine({ clock, monthlyQuota: 3 });
  });
  afterEach(() => line.stop());

  const call: Calls['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(line.baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${line.channelAccessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers };
  };
  return {
    get line() {
      return line;
    },
    clock,
    call,
    freshToken() {
      const { replyToken } = line.event.text('มะลิ', 'สวัสดี');
      line.api.issueReplyToken(replyToken ?? '', userIdOf('มะลิ'));
      return replyToken ?? '';
    },
    reply: (replyToken, messages = hello, headers = {}) =>
      call('POST', '/v2/bot/message/reply', { replyToken, messages }, headers),
    push: (to, headers = {}, messages = hello) =>
      call('POST', '/v2/bot/message/push', { to, messages }, headers),
  };
}

/** What came to a webhook. */
export interface Received {
  body: string;
  signature: string | undefined;
}

/** A webhook that takes everything. */
export async function startWebhook(receive: (request: Received) => void | Promise<void>) {
  const server: Server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      res.end('{}');
      const signature = req.headers['x-line-signature'] as string | undefined;
      void receive({ body: Buffer.concat(chunks).toString(), signature });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
