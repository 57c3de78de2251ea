import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { ExpectedError } from '../../src/errors.ts';
import { createI18n, LANGS } from '../../src/i18n.ts';
import { createAssets } from '../../src/web/assets.ts';
import { pageErrors, pageNotFound } from '../../src/web/error-handler.ts';
import { createErrorPages, ERROR_STATUSES } from '../../src/web/errors.ts';
import { createLayout } from '../../src/web/layout.ts';

const i18n = createI18n();
const { t } = i18n;
const assets = createAssets();
const render = createErrorPages({ t, page: createLayout({ t, assets, surroundings: () => ({}) }) });

function appThatFails(error: unknown, logged: unknown[] = []) {
  const app = express();
  app.get('/secret-path', () => {
    throw error;
  });
  app.post('/form', express.urlencoded({ limit: 10 }), (_request, response) => void response.send('x'));
  app.use(pageNotFound(render));
  app.use(pageErrors(render, i18n, { error: (...given: unknown[]) => void logged.push(given) }));
  return app;
}

describe('error pages', () => {
  it.each(LANGS)('have words for every status in %s', (lang) => {
    for (let status = 400; status < 600; status++) {
      const known = ERROR_STATUSES.find((each) => each === status) ?? (status < 500 ? 400 : 500);
      expect(render({ status, lang }).toString()).toContain(t(lang, `web:error.${known}.title`));
    }
  });

  it('show a reference and log the error under it, without a detail of either on the page', async () => {
    const logged: unknown[][] = [];
    const error = new Error('column reporter_name');
    const { text } = await request(appThatFails(error, logged)).get('/secret-path?lang=en').expect(500);
    const reference = /class="reference">([0-9A-Z-]{9})</.exec(text)?.[1];
    expect(logged).toEqual([[{ err: error, reference }, expect.any(String)]]);
    expect(text).not.toMatch(/column|secret-path|at .*\.ts/);
    expect(text).toContain('lang="en"');
  });

  it('answer an unknown address with 404 and do not repeat it', async () => {
    const { text } = await request(appThatFails(null)).get('/%3Cscript%3E12345678901234567890').expect(404);
    expect(text).not.toMatch(/12345678901234567890|<script>/);
    expect(text).toContain(t('th', 'web:error.404.title'));
  });

  it('keep the status of an expected failure and of Express’s own refusals, unlogged', async () => {
    const logged: unknown[] = [];
    await request(appThatFails(new ExpectedError('no-such-key', {}, 403), logged))
      .get('/secret-path')
      .expect(403);
    const large = request(appThatFails(null, logged)).post('/form').type('form').send('a=12345678901');
    await large.expect(413).expect(new RegExp(t('th', 'web:error.413.title')));
    expect(logged).toEqual([]);
  });
});
