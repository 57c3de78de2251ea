import { z } from 'zod';

/** Bytes as they come from a store: a Uint8Array, or a Buffer, which is one. */
export const bytesShape = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes');
