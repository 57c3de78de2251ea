import type { Express } from 'express';

/** An entrance of the server, as its routers know it. */
export interface Entrance {
  /** Lower case. */
  method: string;
  /** Whole, with its parameters as `:name`. */
  path: string;
}

interface Layer {
  handle: { stack?: Layer[] };
  /** Where it is mounted; `router` keeps it since 2.1. */
  rawPath?: unknown;
  route?: { path: unknown; methods: Record<string, boolean> };
}

export const nameOf = ({ method, path }: Entrance): string => `${method} ${path}`;

/**
 * Every entrance of an app, out of Express's own tables, so that nobody has to list a new one. Throws for what it cannot
 * read, so that nothing is left out silently.
 */
export function entrancesOf(app: Express): Entrance[] {
  const walk = (stack: readonly Layer[], base: string): Entrance[] =>
    stack.flatMap((layer) => {
      const path = layer.route ? layer.route.path : layer.rawPath;
      const inner = layer.handle.stack;
      if (!layer.route && !inner) return []; // answers nothing by its address
      if (typeof path !== 'string')
        throw new TypeError(`an entrance under "${base}" whose address is no text`);
      const whole = `${base}${path}`.replace(/(?<=.)\/$/, '').replaceAll('//', '/') || '/';
      if (!layer.route) return walk(inner!, whole === '/' ? '' : whole);
      return Object.keys(layer.route.methods).map((method) => ({ method, path: whole }));
    });
  return walk((app.router as unknown as { stack: Layer[] }).stack, '');
}

/** The entrance that an address belongs to, if there is one. */
export function entranceAt(list: readonly Entrance[], method: string, address: string): Entrance | undefined {
  const path = address.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');
  const fits = ({ path: pattern }: Entrance) => {
    const [parts, given] = [pattern.split('/'), path.split('/')];
    return (
      parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at])
    );
  };
  const fitting = list.filter((each) => each.method === method && fits(each));
  return fitting.find((each) => each.path === path) ?? fitting[0];
}
