import {
  ADTS,
  AdtsOutputFormat,
  CustomSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MATROSKA,
  MP3,
  Mp3OutputFormat,
  MP4,
  Mp4OutputFormat,
  OGG,
  OggOutputFormat,
  Output,
  QTFF,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
  type OutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';
import { cannot, refuse, type FoundType } from '../outcome.ts';
import type { Job } from '../source.ts';
import type { Way } from './way.ts';
import { packetCleaner, type PacketCleaner } from './packets.ts';

const MAX_TRACKS = 8;
/** Named one by one: playlists would send the reader elsewhere. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, ADTS];

interface Carried {
  next: EncodedPacket | undefined;
  packets: AsyncGenerator<EncodedPacket, void, unknown>;
  add(packet: EncodedPacket): Promise<void>;
}

/** What to write for what was read: the same family of container, so that packets need no change. */
const CONTAINERS: Record<string, { type: FoundType; make: (hasFilm: boolean) => OutputFormat }> = {
  // In fragments, because these are written front to back, whatever the length. One for each key picture: of a key
  // picture inside a fragment the library (1.61) does not always say that it is one.
  isobmff: {
    type: 'mp4',
    make: (hasFilm) =>
      new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: hasFilm ? 0 : 1 }),
  },
  matroska: { type: 'webm', make: () => new WebMOutputFormat({ appendOnly: true }) },
  ogg: { type: 'ogg', make: () => new OggOutputFormat() },
  mp3: { type: 'mp3', make: () => new Mp3OutputFormat({ xingHeader: false }) },
  adts: { type: 'aac', make: () => new AdtsOutputFormat() },
};

/** What a film's container is called when it holds nothing but sound. */
const SOUND_ALONE: Partial<Record<FoundType, FoundType>> = { mp4: 'm4a', webm: 'weba' };

/**
 * Films and sound: pictures and sound are carried over packet by packet into a new file, which has nothing else: no tags,
 * no places, no names of tracks, no text or data tracks, no messages inside the packets. Nothing is decoded.
 */
export const cleanMedia: Way = async (job) => {
  const input = new Input({
    formats: FORMATS,
    source: new CustomSource({
      getSize: () => job.size,
      read: (start, end) => job.read(start, end),
      maxCacheSize: 8 * 1024 * 1024,
      handleUnhandledError: () => undefined,
    }),
  });
  if (!(await input.canRead())) return refuse('damaged');
  const container = CONTAINERS[familyOf((await input.getFormat()).name)];
  if (!container) return cannot('codec');
  const [films, sounds] = [await input.getVideoTracks(), await input.getAudioTracks()];
  if (films.length + sounds.length === 0) return refuse('damaged');
  if (films.length + sounds.length > MAX_TRACKS) return cannot('codec');

  const output = new Output({
    format: container.make(films.length > 0),
    target: new StreamTarget(appendTo(job)),
  });
  const carried: Carried[] = [];
  for (const track of films) carried.push(await carryFilm(track, output));
  for (const track of sounds) carried.push(await carrySound(track, output));
  await output.start();
  for (const each of carried) each.next = await nextOf(each);
  // Some recorders count from a day long ago or from when the machine was started: here everything starts at nought.
  const start = Math.max(earliest(carried)?.next?.timestamp ?? 0, 0);
  for (;;) {
    const first = earliest(carried);
    if (!first?.next) break;
    await first.add(first.next.clone({ timestamp: first.next.timestamp - start }));
    first.next = await nextOf(first);
  }
  await output.finalize();
  return (films.length === 0 && SOUND_ALONE[container.type]) || container.type;
};

function familyOf(name: string): string {
  if (/mp4|quicktime/i.test(name)) return 'isobmff';
  if (/webm|matroska/i.test(name)) return 'matroska';
  return name.toLowerCase();
}

function appendTo(job: Job): WritableStream<StreamTargetChunk> {
  let written = 0;
  return new WritableStream({
    async write({ data, position }) {
      if (position !== written) throw new Error('not written front to back');
      written += data.byteLength;
      await job.write(data);
    },
  });
}

const nextOf = async ({ packets }: Carried): Promise<EncodedPacket | undefined> => {
  const { value } = await packets.next();
  return value ?? undefined;
};

const earliest = (carried: readonly Carried[]): Carried | undefined =>
  carried
    .filter(({ next }) => next !== undefined)
    .reduce<Carried | undefined>(
      (first, each) => (first && first.next!.timestamp <= each.next!.timestamp ? first : each),
      undefined,
    );

async function carryFilm(track: InputVideoTrack, output: Output): Promise<Carried> {
  const [codec, config] = [await track.getCodec(), await track.getDecoderConfig()];
  const cleaner = codec && config && packetCleaner(codec, config.description);
  if (!codec || !cleaner) return cannot('codec');
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { rotation: await track.getRotation() });
  const decoderConfig = { ...config, description: cleaner.description };
  return carry(track, cleaner, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
}

async function carrySound(track: InputAudioTrack, output: Output): Promise<Carried> {
  const [codec, config] = [await track.getCodec(), await track.getDecoderConfig()];
  const cleaner = codec && config && packetCleaner(codec, config.description);
  if (!codec || !cleaner) return cannot('codec');
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const decoderConfig = { ...config, description: cleaner.description };
  return carry(track, cleaner, (packet, first) => source.add(packet, first ? { decoderConfig } : undefined));
}

function carry(
  track: InputVideoTrack | InputAudioTrack,
  cleaner: PacketCleaner,
  put: (packet: EncodedPacket, first: boolean) => Promise<void>,
): Carried {
  let first = true;
  return {
    next: undefined,
    packets: new EncodedPacketSink(track).packets(),
    async add(packet) {
      const data = cleaner.packet(packet.data);
      if (!data) return; // held nothing but messages
      await put(packet.clone({ data, sideData: {} }), first);
      first = false;
    },
  };
}
