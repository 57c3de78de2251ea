/**
 * Gives the memory of `bytes` back now; they must be the caller's own and are empty afterwards. Left to V8, buffers that
 * happened to live through two looks at young objects lie about until 64 MB of them are there. Nothing happens to a
 * part of a larger buffer, which may be somebody else's.
 */
export function release(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength) buffer.transfer(0);
}
