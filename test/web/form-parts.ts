import fc from 'fast-check';

/** A part of a form: a file, if it has that name. */
export interface Part {
  field: string;
  file?: string;
  content: Uint8Array;
}
const partHead = ({ field, file }: Part) => {
  const quoted = (text: string) => text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const name = file === undefined ? '' : `; filename="${quoted(file)}"\r\nContent-Type: image/jpeg`;
  return `Content-Disposition: form-data; name="${quoted(field)}"${name}\r\n\r\n`;
};
/** A form as it goes over the wire. */
export const encode = (parts: readonly Part[], boundary: string): Buffer =>
  Buffer.concat([
    ...parts.flatMap((part) => [
      Buffer.from(`--${boundary}\r\n${partHead(part)}`),
      part.content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
/** The same bytes in pieces, cut at these shares of its length. */
export const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [...new Set([0, ...places.map((place) => Math.floor(place * bytes.length)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

/** Marks between parts. */
export const boundary = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019-_'".split('')), minLength: 1, maxLength: 60 })
  .map((text) => `x${text}x`);
const fieldName = fc.string({ unit: fc.constantFrom(...'abcz-09'.split('')), minLength: 1, maxLength: 12 });
/** Bytes that like to look like the end of a part. */
const treacherous = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('\r\n', '--', '\r\n--', '\r\n--x', '\r\n\r\n', '\0').map((text) => Buffer.from(text)),
      fc.constant(Buffer.alloc(70_000, 'k')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));
const partOf = fc.oneof(
  fc.record({
    field: fieldName,
    content: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => new Uint8Array(Buffer.from(text))),
  }),
  fc.record({
    field: fieldName,
    file: fc.constantFrom('a.jpg', 'ภาพ ๑.png', '', '"x"; filename=y'),
    content: treacherous.map((bytes) => new Uint8Array(bytes)),
  }),
);
/** A form of any parts under any mark, and where it is cut on its way. */
export const form = fc.record({
  parts: fc.array(partOf as fc.Arbitrary<Part>, { maxLength: 12 }),
  boundary,
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
});
/** A content holds what ends a part under this mark. */
export const endsWithin = (parts: readonly Part[], mark: string) =>
  parts.some(({ content }) => Buffer.from(content).includes(`\r\n--${mark}`));
