import { createHmac } from 'node:crypto';

const TIMEOUT_MS = 10_000;

/** LINE's signature of a webhook body: base64 of HMAC-SHA256 over its exact bytes. */
export const signBody = (body: string | Uint8Array, channelSecret: string): string =>
  createHmac('sha256', channelSecret).update(body).digest('base64');

/**
 * Posts a raw body to a webhook as LINE does. `signature` replaces the right one; null leaves the header out.
 * Rejects when there is no answer within 10 seconds.
 */
export async function postToWebhook(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  channelSecret: string,
  signature: string | null = signBody(body, channelSecret),
): Promise<{ status: number; body: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'LineBotWebhook/2.0',
      ...(signature === null ? {} : { 'x-line-signature': signature }),
    },
    body,
    redirect: 'manual', // LINE follows none
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, body: await response.text() };
}
