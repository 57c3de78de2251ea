import sharp from 'sharp';
import { MAX_PIXELS } from '../limits.ts';
import { refuse } from '../outcome.ts';
import { readAll } from '../source.ts';
import type { Way } from './way.ts';

// One picture a process: no cache, no threads beyond one; and only the loaders of what the table of types names.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

/** Laid over a picture that can be seen through: what is fully seen through has no colour of its own afterwards. */
const NOTHING = {
  input: { create: { width: 1, height: 1, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } },
  tile: true, // where nothing lies over it, libvips leaves the pixels as they are
} as const;

const WRITERS = { jpeg: 'jpeg', png: 'png', webp: 'webp', heif: 'jpeg' } as const;

/**
 * A picture drawn anew from its pixels, turned upright, in sRGB: without EXIF, XMP, IPTC, colour profile, comments, preview
 * and whatever hung behind it, also without the colours that stay below what somebody erased. Throws Ended.
 */
export async function drawAnew(
  bytes: Uint8Array,
  wanted = MAX_PIXELS,
): Promise<{ bytes: Uint8Array; type: 'jpeg' | 'png' | 'webp' }> {
  // The pixel cap holds in libvips, too, in case that the header and the pixels disagree.
  const most = Math.min(wanted, MAX_PIXELS);
  const picture = sharp(bytes, { limitInputPixels: most, failOn: 'error', pages: 1 });
  let size: { width?: number; height?: number; format?: string; hasAlpha?: boolean };
  try {
    size = await picture.metadata();
  } catch (error) {
    return refuse(/pixel/i.test((error as Error).message) ? 'too-many-pixels' : 'damaged');
  }
  const { width = 0, height = 0, format = '' } = size;
  if (width * height > most) return refuse('too-many-pixels');
  if (!Object.hasOwn(WRITERS, format)) return refuse('type-refused');
  const type = WRITERS[format as keyof typeof WRITERS];
  const upright = picture.autoOrient();
  if (size.hasAlpha) upright.composite([NOTHING]);
  const drawn =
    type === 'png'
      ? upright.png({ compressionLevel: 6 })
      : type === 'webp'
        ? upright.webp({ quality: 90 })
        : upright.jpeg({ quality: 90 });
  return { bytes: await drawn.toBuffer(), type };
}

/** Pictures: decoded, and drawn anew. */
export const cleanImage: Way = async (job) => {
  const { bytes, type } = await drawAnew(await readAll(job), job.maxPixels);
  await job.write(bytes);
  return type;
};
