import { z } from 'zod';

const bodyShape = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

/** A sent form, parsed once. */
export interface Posted {
  /** The field's first value, with line ends as one sign; empty when it was not sent. */
  one(name: string): string;
}

export function readPosted(body: unknown): Posted {
  const form = bodyShape.parse(body ?? {});
  return {
    one(name) {
      const value = Object.hasOwn(form, name) ? form[name] : undefined;
      return ([value].flat()[0] ?? '').replace(/\r\n?/g, '\n');
    },
  };
}
