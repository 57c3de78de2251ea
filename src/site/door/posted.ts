import { z } from 'zod';

const bodyShape = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

/** A sent form, parsed once. */
export interface Posted {
  /** The field's first value, with line ends as one sign; empty when it was not sent. */
  one(name: string): string;
  all(name: string): string[];
  names(): string[];
}

/** Browsers send line ends as two signs; counted that way a text would be longer than it looks. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n');

/** `body`: a form as Express reads it, or what was typed in one with files. */
export function readPosted(body: unknown): Posted {
  const form = bodyShape.parse((body instanceof Map ? Object.fromEntries(body) : body) ?? {});
  const all = (name: string) => (Object.hasOwn(form, name) ? [form[name] ?? []].flat().map(tidy) : []);
  return { all, names: () => Object.keys(form), one: (name) => all(name)[0] ?? '' };
}
