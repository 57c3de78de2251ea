import type { Request, Response } from 'express';
import type { Entry, Room } from './rooms.ts';

/**
 * A stream ends by itself after this long, and the page takes up again where it stopped: so an open page
 * never holds up a server that wants to stop for longer.
 */
const LIFE_MS = 6000;
const RETRY_MS = 100;

export interface Streams {
  /** Sends a room's entries as server-sent events: those after the last one the page has seen, then each as it happens. */
  open(room: Room, req: Request, res: Response): void;
  /** Ends all streams; later ones end at once. */
  stop(): void;
}

export function createStreams(): Streams {
  const running = new Set<() => void>();
  let stopped = false;
  return {
    open(room, req, res) {
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'close',
      });
      const write = (entry: Entry) => void res.write(`id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`);
      const end = () => {
        clearTimeout(timer);
        room.listeners.delete(write);
        running.delete(end);
        res.end();
      };
      const timer = setTimeout(end, LIFE_MS);
      res.write(`retry: ${RETRY_MS}\n\n`);
      const seen = Number(req.get('last-event-id') ?? 0) || 0;
      for (const entry of room.entries) if (entry.seq > seen) write(entry);
      room.listeners.add(write);
      running.add(end);
      req.on('close', end);
      if (stopped) end();
    },
    stop() {
      stopped = true;
      for (const end of running) end();
    },
  };
}
