import type { Way } from './way.ts';

/** Every way of cleaning, by the name the table of types uses; loaded only in the child and only when needed. */
export const WAYS = {
  image: async () => (await import('./image.ts')).cleanImage,
  pdf: async () => (await import('./pdf.ts')).cleanPdf,
  office: async () => (await import('./office.ts')).cleanOffice,
  media: async () => (await import('./media.ts')).cleanMedia,
  wave: async () => (await import('./wave.ts')).cleanWave,
  text: async () => (await import('./text.ts')).cleanText,
} as const satisfies Record<string, () => Promise<Way>>;
