import { addDays, dayOf, type Clock } from '../../clock.ts';
import type { EvidencePort, Holding, OwnedFile } from '../../store/ports.ts';
import type { Clean, CleaningResult } from './cleaner.ts';
import { copiesOf, type EvidenceContent, type EvidenceCopy, type FileEvidence } from './contents.ts';
import type { EvidenceLimits } from './limits.ts';
import { EvidenceError, type EvidenceProblem } from './problems.ts';
import type { Scan, ScanBytes } from './scan.ts';
import {
  openReader,
  openWriter,
  paddedFileSize,
  readPart,
  readWhole,
  type FileWriter,
  type StoredFile,
} from './sealed-file.ts';
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
}

export type Received =
  | { kind: 'kept'; content: FileEvidence }
  /** Sealed as it came, and the reporter must be told (`evidence:told.<why>`) and agree; otherwise `drop` it. */
  | { kind: 'consent'; why: ToldReason; content: FileEvidence }
  /** Nothing was kept. */
  | { kind: 'problem'; problem: EvidenceProblem };

/** A run of bytes, `end` not included. */
export interface FilePart {
  start: number;
  end: number;
}

/** Receives, keeps and opens files. Contents hold the secrets; nothing here keeps them. */
export interface Evidence {
  /** Seals a file while it arrives, looks what it is, and rewrites it without what is hidden in it. */
  receive(arrival: Arrival): Promise<Received>;
  /** Deletes the files of contents that are not wanted any more. Nothing happens to those that are gone. */
  drop(contents: readonly EvidenceContent[]): Promise<void>;
  /**
   * Gives the files to a case, before the case refers to them: from now on they live as long as it does. `owner` must
   * be the same whenever the same report is filed again: the locator of the case. `gone`: not all were there. `full`: the
   * case would have more than it may, and nothing was given.
   */
  adopt(contents: readonly EvidenceContent[], owner: string): Promise<'adopted' | 'gone' | 'full'>;
  /** A copy's content (or the part from `start` up to `end`), a MiB at a time. Throws SealError when it was changed or is gone. */
  open(copy: EvidenceCopy, part?: FilePart): AsyncIterable<Uint8Array>;
  /** What a virus scanner says of a copy now; undefined where none is set up. Throws as `open`. */
  scan(copy: EvidenceCopy): Promise<Scan | undefined>;
  /** Deletes all files of a case that was erased; their secrets went with it. What a crash leaves, `sweep` takes. */
  erase(owner: string): Promise<void>;
  /** Deletes the files of drafts that were left, and of cases that `isThere` does not know. Resolves to how many. */
  sweep(isThere: (owner: string) => Promise<boolean>): Promise<number>;
}

const OWNERS_AT_ONCE = 200;

export function createEvidence(deps: {
  port: EvidencePort;
  clock: Clock;
  clean: Clean;
  limits: () => EvidenceLimits;
  /** The locator of a case; undefined when it is gone. */
  ownerOf: (caseId: string) => Promise<string | undefined>;
  /** A virus scanner, where there is one. */
  scan?: ScanBytes;
}): Evidence {
  const { port, clock, clean, limits } = deps;
  const today = () => dayOf(clock.now());

  /** Takes room from the day's quota; what did not fit in the end stays taken, so that nobody can try for ever. */
  const takeRoom = async (bytes: number): Promise<void> => {
    if (!(await port.reserve(today(), bytes, limits().dayBytes))) throw new EvidenceError('day-full');
  };
  const noRoomNeeded = async (): Promise<void> => undefined;

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

  async function cleaned(
    original: StoredFile,
    type: EvidenceType,
    signal?: AbortSignal,
  ): Promise<{ result: CleaningResult; copy?: EvidenceCopy }> {
    if (type.policy.do !== 'cleaned') throw new TypeError('not a type that is cleaned');
    const { way } = type.policy;
    const writer = await openWriter(port, today(), noRoomNeeded);
    try {
      const reader = await openReader(port, original);
      const most = original.size * 2 + 16 * 1024 * 1024;
      const result = await clean({
        way,
        size: original.size,
        signal,
        read: (start, end) => reader.read(start, end),
        async write(bytes) {
          if (writer.size + bytes.length > most) throw new EvidenceError('failed');
          await writer.write(bytes);
        },
      });
      if (result.kind !== 'cleaned' || writer.size === 0) {
        await writer.abort();
        return { result: result.kind === 'cleaned' ? { kind: 'refused', why: 'failed' } : result };
      }
      return { result, copy: { type: result.found, file: await writer.finish() } };
    } catch (error) {
      await writer.abort();
      throw error;
    }
  }

  async function settle(file: StoredFile, type: EvidenceType, arrival: Arrival): Promise<Received> {
    const original: EvidenceCopy = { type: type.id as EvidenceTypeId, file };
    if (type.policy.do === 'told') {
      const why = type.policy.reason;
      return { kind: 'consent', why, content: { v: 1, is: 'file', original, told: why } };
    }
    const { result, copy } = await cleaned(file, type, arrival.signal);
    if (result.kind === 'refused') throw new EvidenceError(result.why);
    if (result.kind === 'cannot') {
      const { why, found } = result;
      const known = { ...original, type: found ?? original.type };
      return { kind: 'consent', why, content: { v: 1, is: 'file', original: known, told: why } };
    }
    if (arrival.keepOriginal) {
      const kept = { ...original, type: original.type === 'zip' ? result.found : original.type };
      return { kind: 'kept', content: { v: 1, is: 'file', clean: copy, original: kept } };
    }
    await port.remove(file.id);
    return { kind: 'kept', content: { v: 1, is: 'file', clean: copy } };
  }

  const scanCopy = async ({ file }: EvidenceCopy): Promise<Scan | undefined> =>
    deps.scan?.(readWhole(port, file));

  /** The same with what the scanner says of each copy that is kept. */
  async function scanned(received: Received): Promise<Received> {
    if (!deps.scan || received.kind === 'problem') return received;
    const content = { ...received.content };
    for (const which of ['clean', 'original'] as const) {
      const copy = content[which];
      if (copy) content[which] = { ...copy, scan: await scanCopy(copy) };
    }
    return { ...received, content };
  }

  async function drop(contents: readonly EvidenceContent[]): Promise<void> {
    for (const content of contents) for (const { file } of copiesOf(content)) await port.remove(file.id);
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

    drop,

    async adopt(contents, owner) {
      const files = contents.flatMap(ownedFiles);
      if (files.length === 0) return 'adopted';
      const { files: most, caseBytes } = limits();
      const there = await port.adopt(files, owner, { files: most, bytes: caseBytes });
      if (!there) return 'full';
      return there.length === files.length ? 'adopted' : 'gone';
    },

    open: ({ file }, part) => (part ? readPart(port, file, part) : readWhole(port, file)),

    scan: scanCopy,

    async erase(owner) {
      await port.removeOwned(owner);
    },

    async sweep(isThere) {
      const before = addDays(today(), -limits().draftDays);
      let gone = await port.purgeDrafts(before);
      for (let after: string | undefined; ;) {
        const owners = await port.owners(before, after, OWNERS_AT_ONCE);
        for (const owner of owners) if (!(await isThere(owner))) gone += await port.removeOwned(owner);
        after = owners.at(-1);
        if (owners.length < OWNERS_AT_ONCE) return gone;
      }
    },
  };
}

/** The copies of a file as they count against the cap of a case: the larger one, as it lies there; the other for nothing. */
function ownedFiles(content: EvidenceContent): OwnedFile[] {
  const [first, ...others] = copiesOf(content)
    .map(({ file }) => ({ id: file.id, counts: paddedFileSize(file.size) }))
    .sort((a, b) => b.counts - a.counts);
  return first ? [first, ...others.map(({ id }) => ({ id, counts: 0 }))] : [];
}

const countsOf = (contents: readonly EvidenceContent[]): Holding => ({
  files: contents.filter(({ is }) => is === 'file').length,
  bytes: contents.flatMap(ownedFiles).reduce((sum, { counts }) => sum + counts, 0),
});

/** Throws EvidenceError when a file that begins like this is not taken, or not of this length. */
function acceptedType(head: Uint8Array, cap: number, length?: number): EvidenceType {
  const type = typeOf(head.subarray(0, HEAD_BYTES));
  if (!type) throw new EvidenceError('type-refused');
  if (type.policy.do === 'refused') throw new EvidenceError(type.policy.problem);
  if (length !== undefined && length > Math.min(type.cap, cap)) throw new EvidenceError('too-large');
  return type;
}
