import { dayOf, type Clock } from '../../clock.ts';
import type { EvidencePort } from '../../store/ports.ts';
import type { Clean, EvidenceDoor } from './cleaner.ts';
import type { EvidenceContent, EvidenceCopy, FileEvidence } from './contents.ts';
import { countsOf } from './counting.ts';
import { openWriter, type FileWriter } from './file-writer.ts';
import type { EvidenceLimits } from './limits.ts';
import { EvidenceError, type EvidenceProblem } from './problems.ts';
import { rewritten } from './rewriting.ts';
import type { Scan } from './scan.ts';
import { paddedFileSize, type StoredFile } from './sealed-file.ts';
import { HEAD_BYTES, typeOf, type EvidenceType, type EvidenceTypeId, type ToldReason } from './types.ts';

/** What is known of a file before it comes. */
export interface Arrival {
  bytes: AsyncIterable<Uint8Array>;
  /** What the draft or case has already. */
  has: readonly EvidenceContent[];
  /** The case it would go to, when it is a later writing: what that holds already counts, too. */
  caseId?: string;
  /** The length the sender announced. */
  announced?: number;
  /** The reporter wants the original kept beside the cleaned copy, having been told what is hidden in it. */
  keepOriginal?: boolean;
  signal?: AbortSignal;
  /** By which way it comes. */
  door: EvidenceDoor;
}

export type Received =
  | { kind: 'kept'; content: FileEvidence }
  /** Sealed as it came, and the reporter must be told (`evidence:told.<why>`) and agree; otherwise `drop` it. */
  | { kind: 'consent'; why: ToldReason; content: FileEvidence }
  /** Nothing was kept. */
  | { kind: 'problem'; problem: EvidenceProblem };

/** Takes files in, before anything refers to them. */
export interface Arrivals {
  /** Seals a file while it arrives, looks what it is, and rewrites it without what is hidden in it. */
  receive(arrival: Arrival): Promise<Received>;
}

export function createArrivals(deps: {
  port: EvidencePort;
  clock: Clock;
  clean: Clean;
  limits: () => EvidenceLimits;
  /** The locator of a case; undefined when it is gone. */
  ownerOf: (caseId: string) => Promise<string | undefined>;
  /** What a virus scanner says of a copy; undefined where none is set up. */
  scan: (copy: EvidenceCopy) => Promise<Scan | undefined>;
  drop: (contents: readonly EvidenceContent[]) => Promise<void>;
}): Arrivals {
  const { port, clock, limits, scan, drop } = deps;
  const today = () => dayOf(clock.now());

  /** Takes room from the day's quota; what did not fit in the end stays taken, so that nobody can try for ever. */
  const takeRoom = async (bytes: number): Promise<void> => {
    if (!(await port.reserve(today(), bytes, limits().dayBytes))) throw new EvidenceError('day-full');
  };

  /** How many padded bytes the file that arrives may have, beside what its draft and its case have. */
  async function roomFor({ has, caseId, announced }: Arrival): Promise<number> {
    const { files, caseBytes } = limits();
    const owner = caseId === undefined ? undefined : await deps.ownerOf(caseId);
    const held = owner === undefined ? { files: 0, bytes: 0 } : await port.held(owner);
    const draft = countsOf(has);
    if (held.files + draft.files >= files) throw new EvidenceError('too-many-files');
    const room = caseBytes - held.bytes - draft.bytes;
    if (paddedFileSize(announced ?? 1) > room) throw new EvidenceError('case-full');
    return room;
  }

  /** Seals what arrives. Its type is known as soon as its head is there, and with it how long it may be. */
  async function takeIn(arrival: Arrival, writer: FileWriter, room: number): Promise<EvidenceType> {
    let head = Buffer.alloc(0);
    let type: EvidenceType | undefined;
    for await (const bytes of arrival.bytes) {
      arrival.signal?.throwIfAborted();
      if (!type) {
        head = Buffer.concat([head, bytes]);
        if (head.length >= HEAD_BYTES) type = acceptedType(head, limits().fileBytes, arrival.announced);
      }
      await writer.write(bytes);
      if (writer.size > Math.min(type?.cap ?? Infinity, limits().fileBytes))
        throw new EvidenceError('too-large');
      if (paddedFileSize(writer.size) > room) throw new EvidenceError('case-full');
    }
    if (writer.size === 0) throw new EvidenceError('empty');
    if (arrival.announced !== undefined && writer.size !== arrival.announced)
      throw new EvidenceError('broken');
    return type ?? acceptedType(head, limits().fileBytes, writer.size);
  }

  async function settle(file: StoredFile, type: EvidenceType, arrival: Arrival): Promise<Received> {
    const original: EvidenceCopy = { type: type.id as EvidenceTypeId, file };
    if (type.policy.do === 'told') {
      const why = type.policy.reason;
      return { kind: 'consent', why, content: { v: 1, is: 'file', original, told: why } };
    }
    const result = await rewritten({ port, clean: deps.clean, today: today() }, file, type, arrival);
    if (result.kind === 'refused') throw new EvidenceError(result.why);
    if (result.kind === 'cannot') {
      const { why, found } = result;
      const known = { ...original, type: found ?? original.type };
      return { kind: 'consent', why, content: { v: 1, is: 'file', original: known, told: why } };
    }
    const { copy: clean } = result;
    if (arrival.keepOriginal) {
      const kept = { ...original, type: original.type === 'zip' ? clean.type : original.type };
      return { kind: 'kept', content: { v: 1, is: 'file', clean, original: kept } };
    }
    await port.remove(file.id);
    return { kind: 'kept', content: { v: 1, is: 'file', clean } };
  }

  /** The same with what the scanner says of each copy that is kept. */
  async function scanned(received: Received): Promise<Received> {
    if (received.kind === 'problem') return received;
    const content = { ...received.content };
    for (const which of ['clean', 'original'] as const) {
      const copy = content[which];
      const said = copy && (await scan(copy));
      if (said) content[which] = { ...copy, scan: said };
    }
    return { ...received, content };
  }

  return {
    async receive(arrival) {
      let writer: FileWriter | undefined;
      try {
        const room = await roomFor(arrival);
        writer = await openWriter(port, today(), takeRoom);
        const type = await takeIn(arrival, writer, room);
        const received = await settle(await writer.finish(), type, arrival);
        // A cleaned copy can be the larger one.
        if (received.kind !== 'problem' && countsOf([received.content]).bytes > room) {
          await drop([received.content]);
          throw new EvidenceError('case-full');
        }
        return await scanned(received);
      } catch (error) {
        await writer?.abort();
        if (error instanceof EvidenceError) return { kind: 'problem', problem: error.problem };
        if (arrival.signal?.aborted) return { kind: 'problem', problem: 'too-long' };
        throw error;
      }
    },
  };
}

/** Throws EvidenceError when a file that begins like this is not taken, or not of this length. */
function acceptedType(head: Uint8Array, cap: number, length?: number): EvidenceType {
  const type = typeOf(head.subarray(0, HEAD_BYTES));
  if (!type) throw new EvidenceError('type-refused');
  if (type.policy.do === 'refused') throw new EvidenceError(type.policy.problem);
  if (length !== undefined && length > Math.min(type.cap, cap)) throw new EvidenceError('too-large');
  return type;
}
