import MiniSearch from 'minisearch';
import { join } from 'node:path';
import { createI18n } from '../src/i18n.ts';
import { createAnswerer } from '../src/ita/answerer.ts';
import { loadAgency } from '../src/ita/dataset.ts';
import { searchEntries, tokensOf } from '../src/ita/search.ts';

/**
 * `node bench/answer.bench.ts`: time of one answer, beside MiniSearch alone on the same entries and questions, in one run.
 * Machines are noisy: each question counts with its fastest of several rounds, and the ratios say more than the times.
 */
const ROUNDS = 30;
const WARM_UP = 5;

const { t } = createI18n();
const data = await loadAgency(join(import.meta.dirname, '..', 'data', 'mueang-phon'));
const began = performance.now();
const answerer = createAnswerer(data, t);
const created = performance.now() - began;

const entries = searchEntries(data);
const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], tokenize: tokensOf });
index.addAll(entries);

/** Questions over everything there is, and a few that are hard: long, mistyped, off topic. */
const questions = [
  ...data.datasets.flatMap(({ year, indicators }) =>
    indicators.flatMap(({ number, name }) => [
      `ตัวชี้วัดที่ ${number} ปี ${year} ได้กี่คะแนน`,
      `${name.th} ปี ${year} ได้เท่าไหร่`,
      `why is ${name.en} so low in ${year}`,
    ]),
  ),
  ...data.datasets.flatMap(({ questions: asked }) => asked.map(({ topic }) => `${topic.th} ข้อนี้ได้กี่คะแนน`)),
  ...data.datasets.flatMap(({ items }) => items.map(({ name }) => `${name.th} ได้คะแนนไหม เพราะอะไร`)),
  'ปี63เทศบาลเราได้เกรดอะไรคะ',
  'คเเนนรวมเทสบาลเมืองพล ปี63',
  'วันนี้ฝนจะตกไหม',
  'เทศบาลนครขอนแก่นได้ ITA กี่คะแนน',
  `${'คนเยอะมาก รอนานพอสมควร เจ้าหน้าที่ก็บริการดี '.repeat(40)} อยากถามว่าปี 2563 ได้คะแนนภาพรวมเท่าไหร่`,
];

/** Milliseconds of each question, its fastest round. */
function times(act: (text: string) => unknown): number[] {
  const best = questions.map(() => Infinity);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [at, text] of questions.entries()) {
      const from = performance.now();
      act(text);
      const took = performance.now() - from;
      if (round >= WARM_UP) best[at] = Math.min(best[at] ?? took, took);
    }
  }
  return best.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ours = times((text) => answerer.ask(text, { lang: 'th' }));
const theirs = times((text) => index.search(text));
const row = (name: string, sorted: readonly number[]) =>
  `${name.padEnd(18)} median ${at(sorted, 0.5).toFixed(3)} ms   p99 ${at(sorted, 0.99).toFixed(3)} ms`;

process.stdout.write(
  [
    `${questions.length} questions, ${entries.length} entries, answerer made in ${created.toFixed(0)} ms`,
    row('answerer', ours),
    row('MiniSearch alone', theirs),
    `answerer : MiniSearch  median ${(at(ours, 0.5) / at(theirs, 0.5)).toFixed(2)}   p99 ${(at(ours, 0.99) / at(theirs, 0.99)).toFixed(2)}`,
    '',
  ].join('\n'),
);
