import { LineBotClient, validateSignature, type webhook } from '@line/bot-sdk';
import express from 'express';

/**
 * The yardstick: the smallest bot one can write with Express and LINE's SDK. It stores nothing, and answers every text
 * with itself. Run as a process of its own, as the server is.
 */
const secret = process.env['LINE_CHANNEL_SECRET'] ?? '';
const client = LineBotClient.fromChannelAccessToken({
  channelAccessToken: process.env['LINE_CHANNEL_ACCESS_TOKEN'] ?? '',
  apiBaseURL: process.env['LINE_API_BASE_URL'],
});
const app = express();
app.post('/webhook', express.raw({ type: () => true, limit: '1mb' }), (req, res) => {
  const body = req.body as Buffer;
  if (!validateSignature(body, secret, req.get('x-line-signature') ?? '')) return void res.sendStatus(401);
  res.sendStatus(200);
  const { events } = JSON.parse(body.toString('utf8')) as webhook.CallbackRequest;
  for (const event of events) {
    if (event.type !== 'message' || event.message.type !== 'text' || !event.replyToken) continue;
    client
      .replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: event.message.text }] })
      .catch(() => undefined);
  }
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address)
    process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
});
