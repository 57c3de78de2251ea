import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { SetupError } from '../errors.ts';

/** A file to serve. `name` is its last path part and how pages ask for it; `path` is absolute. */
export interface AssetFile {
  name: string;
  path: string;
}

export interface Assets {
  /** The address of an asset, with its content's hash inside. Throws Error for a name that was not given. */
  url(name: string): string;
  /** Serves `/assets/…`, cached for a year, since other content has another address. Mount at the root. */
  handler: RequestHandler;
}

interface Ready {
  body: Buffer;
  zipped?: Buffer;
  type: string;
  etag: string;
  url: string;
}

const TYPES: Record<string, { type: string; text: boolean }> = {
  '.css': { type: 'text/css; charset=utf-8', text: true },
  '.js': { type: 'text/javascript; charset=utf-8', text: true },
  '.svg': { type: 'image/svg+xml', text: true },
  '.png': { type: 'image/png', text: false },
  '.woff2': { type: 'font/woff2', text: false },
};

const { resolve } = createRequire(import.meta.url);
const FONT_FILES = ['thai', 'latin'].flatMap((subset) =>
  [400, 600, 700].map((weight) => `sarabun-${subset}-${weight}-normal.woff2`),
);

/** What every page uses: the Thai web font, one style sheet, the icon. */
const SHARED_FILES = (): AssetFile[] => [
  ...FONT_FILES.map((name) => ({ name, path: resolve(`@fontsource/sarabun/files/${name}`) })),
  { name: 'styles.css', path: join(import.meta.dirname, 'styles.css') },
  { name: 'icon.svg', path: join(import.meta.dirname, 'icon.svg') },
];

/**
 * Reads all assets once. `more` are an edge's own (for example the simulator's script). Inside style sheets,
 * `url('name')` of an asset listed before it becomes that asset's address. Throws SetupError for a file that is
 * missing, of an unknown kind, or names an asset that does not exist.
 */
export function createAssets(more: readonly AssetFile[] = []): Assets {
  const byName = new Map<string, Ready>();
  const url = (name: string): string => {
    const asset = byName.get(name);
    if (!asset) throw new Error(`no asset "${name}"`);
    return asset.url;
  };
  for (const file of [...SHARED_FILES(), ...more]) byName.set(file.name, prepare(file, url));
  const byUrl = new Map([...byName.values()].map((asset) => [asset.url, asset]));

  const handler: RequestHandler = (request, response, next) => {
    const asset = request.method === 'GET' || request.method === 'HEAD' ? byUrl.get(request.path) : undefined;
    if (!asset) return next();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.setHeader('ETag', asset.etag);
    if (asset.zipped) response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === asset.etag) {
      response.status(304).end();
      return;
    }
    const zipped = asset.zipped && request.acceptsEncodings('gzip') ? asset.zipped : undefined;
    if (zipped) response.setHeader('Content-Encoding', 'gzip');
    const body = zipped ?? asset.body;
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Content-Length', body.length);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  return { url, handler };
}

function prepare({ name, path }: AssetFile, url: (name: string) => string): Ready {
  const kind = TYPES[extname(name)];
  if (!kind)
    throw new SetupError([`The asset ${name} is of an unknown kind. Add its type in web/assets.ts.`]);
  let body: Buffer;
  try {
    body = readFileSync(path);
  } catch {
    throw new SetupError([`The file ${path} cannot be read. Run npm install again.`]);
  }
  if (extname(name) === '.css') body = Buffer.from(withAddresses(name, body.toString('utf8'), url));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return {
    body,
    ...(kind.text ? { zipped: gzipSync(body, { level: 9 }) } : {}),
    type: kind.type,
    etag: `W/"${hash}"`,
    url: `/assets/${hash}/${name}`,
  };
}

function withAddresses(sheet: string, css: string, url: (name: string) => string): string {
  return css.replace(/url\('([^']+)'\)/g, (_whole, name: string) => {
    try {
      return `url('${url(name)}')`;
    } catch {
      throw new SetupError([`The style sheet ${sheet} uses ${name}, which is not among the assets.`]);
    }
  });
}
