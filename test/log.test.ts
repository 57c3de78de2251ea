import { describe, expect, it } from '@jest/globals';
import { ExpectedError, newReference } from '../src/errors.ts';
import { createLogger, REDACTED_KEYS } from '../src/log.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let out = '';
  write(createLogger('debug', { write: (chunk) => void (out += chunk) }));
  return out;
}

describe('the log', () => {
  it.each(REDACTED_KEYS)('cuts out %s, up to three levels deep', (key) => {
    const secret = 'canary-4711';
    const out = logged((log) => {
      log.info({ [key]: secret }, 'one');
      log.warn({ event: { [key]: secret } }, 'two');
      log.error({ a: { b: { [key]: secret } } }, 'three');
    });
    expect(out.split('\n').filter(Boolean)).toHaveLength(3);
    expect(out).not.toContain(secret);
  });

  it('tells type and place of an error, never a foreign message', () => {
    const out = logged((log) => log.error({ err: new TypeError('canary-4711 cannot be read') }, 'failed'));
    expect(out).toContain('TypeError');
    expect(out).toContain('log.test.ts');
    expect(out).not.toContain('canary-4711');
  });

  it('tells the reason of our own errors, which hold no input', () => {
    expect(logged((log) => log.error({ err: new ExpectedError('case-gone') }, 'failed'))).toContain(
      'case-gone',
    );
  });

  it('says the minute, not the moment', () => {
    const line = JSON.parse(logged((log) => log.info('hello'))) as {
      time: string;
      pid?: number;
      hostname?: string;
    };
    expect(line.time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/);
    expect([line.pid, line.hostname]).toEqual([undefined, undefined]);
  });
});

it('references are random and readable aloud', () => {
  const references = Array.from({ length: 100 }, newReference);
  for (const reference of references)
    expect(reference).toMatch(/^[2-9CFGHJMPQRVWX]{4}-[2-9CFGHJMPQRVWX]{4}$/);
  expect(new Set(references).size).toBe(100);
});
