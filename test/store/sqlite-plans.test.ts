import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATABASE_FILE, EVIDENCE_FILE } from '../../src/store/sqlite/database-file.ts';
import { fillIn, phoneOf } from '../cases/phone.ts';
import { startBot, type Bot } from '../support/bot.ts';

/** May be read whole: it stays small, or it is not on anybody's way. */
const WHOLE: Record<string, string> = {
  person: 'a town has a few staff',
  json_each: 'the list in the statement itself',
  ref: 'the list of items inside one case',
};
const CHORES = [/^DELETE FROM inbox WHERE place IS NULL AND day </];

/** `SCAN x`, and `SEARCH x USING index` without a bound: that is how SQLite tells of a search for the greatest of all. */
const readsAll = (step: string): string | undefined =>
  /^SCAN (\w+)/.exec(step)?.[1] ?? /^SEARCH (\w+) USING [^(]*$/.exec(step)?.[1];

// The engine under test is SQLite, whatever BOT_STORE says elsewhere.
(process.env['BOT_STORE'] === 'mongo' ? describe.skip : describe)(
  'statements on the way of a message',
  () => {
    const texts = new Set<string>();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, and called with its own `this`
    const prepare = DatabaseSync.prototype.prepare;
    let bot: Bot;
    beforeAll(async () => {
      DatabaseSync.prototype.prepare = function (text, ...rest) {
        texts.add(text);
        return prepare.call(this, text, ...rest);
      };
      bot = await startBot();
      const phone = phoneOf(bot.line, () => bot.webhook, 'u');
      texts.clear();
      await phone.say('ปี 2563 ได้คะแนนเท่าไร');
      await phone.say(await fillIn(phone, 'comment', { text: 'ขอบคุณ' }));
      DatabaseSync.prototype.prepare = prepare;
    });
    afterAll(() => bot.stop());

    it('never read a table whole that grows with messages and cases', () => {
      const files = [DATABASE_FILE, EVIDENCE_FILE].map((file) => new DatabaseSync(join(bot.dataDir, file)));
      const planOf = (text: string): string[] => {
        const [main, evidence] = files as [DatabaseSync, DatabaseSync];
        const db = /\bevidence_/.test(text) ? evidence : main;
        return db
          .prepare(`EXPLAIN QUERY PLAN ${text}`)
          .all()
          .map(({ detail }) => detail as string);
      };
      const wrong = [...texts]
        .filter((text) => !CHORES.some((chore) => chore.test(text.trim())))
        .flatMap((text) => planOf(text).map((step) => ({ text: text.trim(), reads: readsAll(step) })))
        .filter(({ reads }) => reads !== undefined && !(reads in WHOLE));
      for (const db of files) db.close();
      expect(wrong).toEqual([]);
      expect([...texts].filter((text) => /\bINTO inbox\b|\bINTO case_file\b/.test(text))).toHaveLength(2);
    });
  },
);
