import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { signBody } from '../src/simulator/webhook-client.ts';
import { createEventMaker } from '../src/simulator/events.ts';
import { systemClock } from '../src/clock.ts';

/** What a row of acknowledgements looked like. */
export interface Acks {
  /** How many. */
  count: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  refused: number;
}

/** Acknowledgements at a steady rate, with what the client itself added: when it is late, the times say less. */
export interface SteadyAcks extends Acks {
  /** By how many ms the client sent later than was due, 99th percentile. */
  lateP99: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

/** Posts one signed event; resolves to the status and how long the acknowledgement took. */
export function post(url: URL, secret: string, body: string): Promise<{ status: number; ms: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path: url.pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-line-signature': signBody(body, secret),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - started }),
        );
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed a connection that had been idle, at the moment it was used again: nothing was taken in.
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, secret, body));
      else reject(error);
    });
    request.end(body);
  });
}

const make = createEventMaker(systemClock);

/** A text event of one of `users` people, as a webhook body. */
export function textBody(users: number, text = 'สวัสดี'): { body: string; replyToken: string } {
  const user = `bench-${randomBytes(2).readUInt16BE() % users}`;
  const event = make.text(user, text);
  return { body: JSON.stringify({ destination: 'U', events: [event] }), replyToken: event.replyToken ?? '' };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** As many acknowledgements as `clients` can get in `ms`, one after the other each. */
export async function flood(url: URL, secret: string, clients: number, ms: number): Promise<Acks> {
  const times: number[] = [];
  let refused = 0;
  const end = performance.now() + ms;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const { status, ms: took } = await post(url, secret, textBody(500).body);
        if (status === 200) times.push(took);
        else refused += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    refused,
  };
}

/**
 * Events at a steady rate for `ms`, sent when they are due whether or not earlier ones were answered. Each counts from
 * when it was due, so that a server (or client) that stands still for a while is not let off.
 */
export async function steady(url: URL, secret: string, perSecond: number, ms: number): Promise<SteadyAcks> {
  const times: number[] = [];
  const late: number[] = [];
  let refused = 0;
  const pending: Promise<void>[] = [];
  const bodies = Array.from({ length: (perSecond * ms) / 1000 }, () => textBody(500).body);
  const started = performance.now();
  for (const [n, body] of bodies.entries()) {
    const due = started + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const lateness = Math.max(0, performance.now() - due);
    late.push(lateness);
    pending.push(
      post(url, secret, body).then(({ status, ms: took }) => {
        if (status === 200) times.push(lateness + took);
        else refused += 1;
      }),
    );
  }
  await Promise.all(pending);
  const seconds = (performance.now() - started) / 1000;
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    lateP99: percentile(late, 0.99),
    refused,
  };
}
