import { Router } from 'express';

/** What LINE answers when the bot asks for the file of a message. */
export type Content =
  | { kind: 'bytes'; bytes: Uint8Array; type: string }
  /** Not ready yet: 202, and `processing` where transcoding is asked for. */
  | { kind: 'preparing' }
  /** Deleted by the sender, or too old. */
  | { kind: 'gone' }
  | { kind: 'failed' }
  /** Promises all bytes, sends half of them and cuts the connection. */
  | { kind: 'broken'; bytes: Uint8Array; type: string };

/** The routes of the host `api-data.line.me`. */
export function contentRoutes({ contents }: { contents: ReadonlyMap<string, Content> }): Router {
  const router = Router();
  router.get('/v2/bot/message/:messageId/content', (req, res) => {
    const content = contents.get(req.params.messageId);
    switch (content?.kind) {
      case undefined:
      case 'failed':
        return void res.status(404).json({ message: 'Not found' });
      case 'gone':
        return void res.status(410).json({ message: 'Gone' });
      case 'preparing':
        return void res.status(202).end();
      case 'bytes':
        return void res.type(content.type).send(Buffer.from(content.bytes));
      case 'broken':
        res.writeHead(200, { 'content-type': content.type, 'content-length': content.bytes.length });
        res.write(content.bytes.slice(0, Math.floor(content.bytes.length / 2)), () => {
          req.socket.resetAndDestroy();
        });
    }
  });
  router.get('/v2/bot/message/:messageId/content/transcoding', (req, res) => {
    const content = contents.get(req.params.messageId);
    if (!content) return void res.status(404).json({ message: 'Not found' });
    if (content.kind === 'gone') return void res.status(410).json({ message: 'Gone' });
    const status =
      content.kind === 'preparing' ? 'processing' : content.kind === 'failed' ? 'failed' : 'succeeded';
    res.json({ status });
  });
  return router;
}
