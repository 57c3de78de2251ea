import { crc32, inflateRawSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { MAX_PARTS, MAX_UNPACKED } from '../limits.ts';
import { refuse } from '../outcome.ts';

/** A part that says it unpacks to more than this many times its size is a bomb; XML seldom reaches 100. */
const MAX_RATIO = 400;
const SMALL = 1024 * 1024;

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  name: string;
  method: number;
  sum: number;
  packed: number;
  size: number;
  at: number;
}

/**
 * The parts of a zip file by name. What the parts say they unpack to is added up before anything is unpacked, none is
 * unpacked further than it says, and each must have the length and the checksum it says: libraries are content with
 * less. Throws Ended for too much, anything else for a damaged file (also one with a password, or longer than 4 GB).
 */
export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(file);
  const bomb = entries.some(({ size, packed }) => size > SMALL && size > packed * MAX_RATIO);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (bomb || total > MAX_UNPACKED) return refuse('unpacks-too-large');
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (parts.has(entry.name)) throw new RangeError('one name stands twice');
    if (!entry.name.endsWith('/')) parts.set(entry.name, contentOf(file, entry));
  }
  return parts;
}

function directory(file: Buffer): Entry[] {
  const end = file.lastIndexOf(END);
  if (end < 0 || end + END_BYTES > file.length) throw new RangeError('no directory');
  const count = file.readUInt16LE(end + 10);
  if (count > MAX_PARTS) return refuse('unpacks-too-large');
  const entries: Entry[] = [];
  for (let place = file.readUInt32LE(end + 16); entries.length < count;) {
    if (file.readUInt32LE(place) !== ENTRY) throw new RangeError('not an entry');
    const lengths = [28, 30, 32].map((offset) => file.readUInt16LE(place + offset));
    const [name = 0] = lengths;
    entries.push({
      name: file.toString('utf8', place + ENTRY_BYTES, place + ENTRY_BYTES + name),
      method: file.readUInt16LE(place + 10),
      sum: file.readUInt32LE(place + 16),
      packed: file.readUInt32LE(place + 20),
      size: file.readUInt32LE(place + 24),
      at: file.readUInt32LE(place + 42),
    });
    place += ENTRY_BYTES + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

function contentOf(file: Buffer, { method, sum, packed, size, at }: Entry): Uint8Array {
  if (file.readUInt32LE(at) !== LOCAL) throw new RangeError('not a part');
  const start = at + LOCAL_BYTES + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const raw = file.subarray(start, start + packed);
  if (raw.length !== packed || (method !== STORED && method !== DEFLATED)) throw new RangeError('cut off');
  const content = method === STORED ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) });
  if (content.length !== size || crc32(content) !== sum) throw new RangeError('not what it says');
  return content;
}

/** A zip file without times and comments. */
export function pack(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Zippable = Object.fromEntries(
    // Pictures are packed already.
    [...parts].map(([name, part]) => [name, [part, { level: /\.(xml|rels)$/.test(name) ? 6 : 0 }]]),
  );
  return zipSync(files, { mtime: new Date(1980, 0, 1, 12), os: 0 });
}
