import { cannot, refuse } from '../outcome.ts';
import { pieces } from '../source.ts';
import type { Way } from './way.ts';

const MAX_CHUNKS = 1000;
/** Formats that are nothing but samples: PCM, floating point, A-law, µ-law. */
const PLAIN = new Set([1, 3, 6, 7]);
const EXTENSIBLE = 0xfffe;

/** Keeps the format and the samples of a WAVE file; every other chunk (names, places, recorders, times) goes. */
export const cleanWave: Way = async (job) => {
  let format: Buffer | undefined;
  let data: { start: number; end: number } | undefined;
  let place = 12;
  for (let count = 0; count < MAX_CHUNKS && place + 8 <= job.size && !data; count += 1) {
    const head = Buffer.from(await job.read(place, place + 8));
    const [id, length] = [head.toString('latin1', 0, 4), head.readUInt32LE(4)];
    const start = place + 8;
    if (id === 'fmt ' && length >= 16 && length <= 64) {
      format = Buffer.from(await job.read(start, start + Math.min(length, 40)));
    }
    // A recorder that was cut off leaves a length of 0 or of everything.
    if (id === 'data') data = { start, end: Math.min(job.size, length === 0 ? job.size : start + length) };
    place = start + length + (length % 2);
  }
  if (!format || !data || data.end <= data.start) return refuse('damaged');
  const tag = format.readUInt16LE(0);
  if (!PLAIN.has(tag) && tag !== EXTENSIBLE) return cannot('codec');
  const fields = tag === EXTENSIBLE ? format : format.subarray(0, 16);
  const samples = data.end - data.start;
  const header = Buffer.alloc(12 + 8 + fields.length + 8);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE((header.length - 8 + samples + (samples % 2)) >>> 0, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(fields.length, 16);
  fields.copy(header, 20);
  header.write('data', 20 + fields.length, 'latin1');
  header.writeUInt32LE(samples >>> 0, 24 + fields.length);
  await job.write(header);
  for (const [from, to] of pieces(data.start, data.end)) await job.write(await job.read(from, to));
  if (samples % 2) await job.write(new Uint8Array(1));
  return 'wav';
};
