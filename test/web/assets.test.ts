import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { SetupError } from '../../src/errors.ts';
import { createAssets, type AssetFile } from '../../src/web/assets.ts';
import { securityHeaders } from '../../src/web/security.ts';

const assets = createAssets();
const app = express()
  .use(securityHeaders({ production: true }))
  .use(assets.handler);

function withFile<T>(name: string, content: string, use: (file: AssetFile) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'assets-'));
  try {
    writeFileSync(join(dir, name), content);
    return use({ name, path: join(dir, name) });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('assets', () => {
  it('are served for good under the hash of their content, with an ETag', async () => {
    const url = assets.url('styles.css');
    expect(url).toMatch(/^\/assets\/[0-9a-f]{16}\/styles\.css$/);
    const first = await request(app).get(url).expect(200).expect('content-type', 'text/css; charset=utf-8');
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
      vary: 'Accept-Encoding',
    });
    await request(app)
      .get(url)
      .set('If-None-Match', first.headers['etag'] ?? '')
      .expect(304);
    const plain = await request(app).get(url).set('Accept-Encoding', 'identity').expect(200);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.text).toBe(first.text);
  });

  it('are the Thai font in three weights, each named by the style sheet', async () => {
    const { text } = await request(app).get(assets.url('styles.css'));
    const addresses = [...text.matchAll(/url\('([^']+)'\)/g)].map((match) => match[1] ?? '');
    expect(addresses).toHaveLength(6);
    for (const address of addresses) {
      const font = await request(app).get(address).expect(200).expect('content-type', 'font/woff2');
      expect((font.body as Buffer).subarray(0, 4).toString()).toBe('wOF2');
    }
    expect(addresses.filter((address) => address.includes('thai')).length).toBe(3);
  });

  it('are nothing else: other hashes, paths and methods pass through', async () => {
    const url = assets.url('icon.svg');
    await request(app)
      .get(url.replace(/[0-9a-f]{16}/, '0'.repeat(16)))
      .expect(404);
    await request(app).get('/assets/../package.json').expect(404);
    await request(app).post(url).expect(404);
    const head = await request(app).head(url).expect(200);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
    expect(() => assets.url('nothing.css')).toThrow('nothing.css');
  });

  it('take an edge’s own files, and move when their content changes', () => {
    const address = (content: string) =>
      withFile('own.js', content, (file) => createAssets([file]).url('own.js'));
    expect(address('1')).toBe(address('1'));
    expect(address('1')).not.toBe(address('2'));
  });

  it('refuse at start what is missing, unknown or refers to nothing', () => {
    expect(() => createAssets([{ name: 'x.css', path: '/nowhere/x.css' }])).toThrow(SetupError);
    expect(() => withFile('x.exe', '', (file) => createAssets([file]))).toThrow(SetupError);
    expect(() => withFile('x.css', "a{b:url('gone.png')}", (file) => createAssets([file]))).toThrow(
      'gone.png',
    );
  });
});
