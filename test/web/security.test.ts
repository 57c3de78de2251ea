import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { securityHeaders } from '../../src/web/security.ts';

const app = (production: boolean) => {
  const made = express();
  made.use(securityHeaders({ production }));
  made.get('/page', (_request, response) => void response.send('x'));
  made.get('/scripted', securityHeaders({ production, scripts: true }), (_request, response) => {
    response.send('x');
  });
  return made;
};

const directives = (policy: string | undefined) =>
  Object.fromEntries(
    (policy ?? '').split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
  );

describe('security headers', () => {
  it('allow nothing from elsewhere, no script, no frame', async () => {
    const { headers } = await request(app(true)).get('/page');
    expect(directives(headers['content-security-policy'])).toEqual({
      'default-src': "'none'",
      'script-src': "'none'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data:",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    });
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['permissions-policy']).toMatch(/camera=\(\)/);
    expect(headers['permissions-policy']).not.toMatch(/=\((?!\))|=\*/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('let our own scripts run where that was asked for, and only there', async () => {
    const scripted = directives(
      (await request(app(true)).get('/scripted')).headers['content-security-policy'],
    );
    expect(scripted).toMatchObject({
      'script-src': "'self'",
      'connect-src': "'self'",
      'default-src': "'none'",
    });
  });

  it('pin https in production only', async () => {
    expect((await request(app(true)).get('/page')).headers['strict-transport-security']).toMatch(
      /^max-age=\d{8}$/,
    );
    expect((await request(app(false)).get('/page')).headers).not.toHaveProperty('strict-transport-security');
  });
});
