import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Router } from 'express';

const BROWSER_DIR = join(import.meta.dirname, 'browser');
const { resolve } = createRequire(import.meta.url);

/** The page's own files. Modules import each other by these names, so they keep them. */
export const OWN_FILES = [
  'main.js',
  'actions.js',
  'chat.js',
  'composer.js',
  'dialogs.js',
  'dom.js',
  'flex.js',
  'flex-style.js',
  'icons.js',
  'log.js',
  'messages.js',
  'panel.js',
  'server.js',
  'simulator.css',
] as const;

const FONTS = ['thai', 'latin'].flatMap((subset) =>
  [400, 700].map((weight) => `sarabun-${subset}-${weight}-normal.woff2`),
);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

/** Serves `/files/<name>`; reads everything once. Nothing is cached, so that a changed file is seen after a restart. */
export function fileRoutes(): Router {
  const files = new Map([
    ...OWN_FILES.map((name) => [name, readFileSync(join(BROWSER_DIR, name))] as const),
    ...FONTS.map((name) => [name, readFileSync(resolve(`@fontsource/sarabun/files/${name}`))] as const),
  ]);
  const router = Router();
  router.get('/files/:name', (req, res, next) => {
    const { name } = req.params;
    const body = files.get(name);
    if (!body) return next();
    res.set('Cache-Control', 'no-cache').type(TYPES[name.split('.').pop() ?? ''] ?? 'text/plain');
    res.send(body);
  });
  return router;
}
