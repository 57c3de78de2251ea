import type { Understanding } from './answer.ts';
import type { AskContext } from './ask-context.ts';
import { latestDataset, type AgencyData } from './dataset.ts';
import type { Chosen } from './choose.ts';
import type { CueId } from './cues.ts';
import type { Reading } from './reading.ts';
import { formatScore } from './score.ts';
import { scoreOfElse } from './score-of-else.ts';
import { notHeld } from './wording.ts';

/**
 * What a text asks for and the data does not hold, seen before any question is answered: another agency, a whole province,
 * a code that does not exist, an office the report does not name. Topics that can be told by a cue alone stand in
 * `questions/not-held.ts`.
 */
export interface Lacking {
  reading: Reading;
  chosen: Chosen;
  /** The text has a word of the domain. */
  cue: boolean;
  lang: AskContext['lang'];
}

type Case = (lacking: Lacking, data: AgencyData) => Understanding | undefined;

const AS_MEASURE: readonly CueId[] = ['improve', 'steps', 'responsible'];
const AS_OFFICE: readonly CueId[] = ['duties', 'responsible', 'score', 'grade', 'whatis', 'improve', 'pass'];

/** "ใช้งบประมาณไปเท่าไหร่", "307,300 บาทคือค่าอะไร": an amount of money, not the score of using it (folded). */
const AMOUNT =
  /ไชงบ(?:ประมาน)?ไป(?:แลว|ทังหมด|ทังสิน)*(?:เทาไ|เทาได|กิ)|เปนเงิน(?:เทาไ|เทาได|กิ|จำนวน)|\d ?บาท(?:นิ)?(?:คิอ|เปน)/;
/** Asks what a figure belongs to (folded). */
const WHOSE =
  /คิอ(?:คะแน)?(?:ของ)?(?:อะไร|หยัง|ไคร|ขอ|ตัว|ปิ|เริอง)|(?:ของ|เปน)(?:อะไร|หยัง|ขอไหน|ตัวไหน|ปิไหน|เริองไหน)/;

/** "ถ้าไม่นับ OIT จะได้เท่าไหร่", "ถ้าตัวชี้วัดที่ 10 ได้ 100 คะแนนรวมจะเป็นเท่าไหร่" (folded). */
const WHAT_IF =
  /(?:ถา|หาก|สมติวา)(?:เรา)?ไม(?:นับ|รวม|คิด)|(?:ถา|หาก|สมติวา).*ได.*(?:คะแนรวม|พาพรวม)|(?<![a-z])(?:without|leaving out|not counting|excluding) (?:the )?(?:iit|eit|oit|indicator)/;

const AVERAGE = /เฉลิย|average/;

/** "EIT ข้อ 3": the report prints no question of that part. */
const eitQuestion: Case = ({ reading, lang }, { agency }) => {
  const bare = reading.codes.codes.find(({ kind }) => kind === 'bare');
  const parts = reading.entities.hits.filter(({ entity, by }) => entity.kind === 'part' && by === 'wording');
  const only = parts.length === 1 && parts[0]?.entity.id === 'EIT';
  if (!bare || !only || reading.otherAgency || AS_MEASURE.some((id) => reading.cues.has(id)))
    return undefined;
  return notHeld({ agency, lang }, 'no-eit-question', { code: `E${bare.code}` });
};

const otherAgency: Case = ({ reading, cue, lang }, { agency }) => {
  if (!reading.otherAgency) return undefined;
  return cue ? notHeld({ agency, lang }, 'other-agency') : { kind: 'unknown', cue: false };
};

/** The average of a province, the whole country, a place in a ranking; not what the law says of all agencies. */
const everybody: Case = ({ reading, chosen, cue, lang }, { agency }) =>
  reading.everybody && (cue || AVERAGE.test(reading.folded)) && chosen.best?.question.year !== 'any'
    ? notHeld({ agency, lang }, 'rank')
    : undefined;

const missingCode: Case = ({ reading, chosen, lang }, data) => {
  const [missing] = reading.entities.missing;
  const { best } = chosen;
  if (!missing || (best?.hit?.by === 'code' && !best.question.many)) return undefined;
  const { kind, code } = missing;
  const newest = latestDataset(data);
  return notHeld({ agency: data.agency, lang }, `no-${kind}`, {
    code,
    number: code,
    last: kind === 'indicator' ? newest.indicators.length : (newest.items.at(-1)?.code ?? ''),
    from: newest.questions[0]?.code ?? '',
    to: newest.questions.at(-1)?.code ?? '',
    year: newest.year,
  });
};

/** An office the report does not name; its own units have answers of their own. */
const otherOffice: Case = ({ reading, chosen, lang }, data) => {
  const { office } = reading;
  if (!office || reading.story || !AS_OFFICE.some((id) => reading.cues.has(id))) return undefined;
  const { best } = chosen;
  if (
    best?.hit?.by === 'code' ||
    best?.question.free === 'always' ||
    (best?.question.id.startsWith('not-held') && !reading.cues.has('duties'))
  )
    return undefined;
  const { agency } = data;
  const newest = latestDataset(data);
  const named = new Set(newest.measures.flatMap(({ units }) => units));
  const offices = agency.units.filter(({ id, kind }) => kind === 'office' && named.has(id));
  const forAll = newest.measures.flatMap(({ steps }) => steps.filter(({ everyUnit }) => everyUnit));
  return notHeld({ agency, lang }, office.name ? 'no-office' : 'no-such-office', {
    name: office.name?.[lang] ?? '',
    year: newest.year,
    units: offices.map(({ name }) => name[lang]).join(', '),
    everyone: forAll.map((step) => step[lang]).join('; ') || '-',
  });
};

/** A score is quoted that stands nowhere, and it is asked what it is. */
const unknownValue: Case = ({ reading, lang }, { agency, datasets }) => {
  const [quoted, more] = reading.codes.values;
  const explained = (id: CueId) => reading.cues.get(id)?.spans.some(([from]) => from === quoted?.span[0]);
  if (!quoted || more || reading.cues.has('confirm')) return undefined;
  if (reading.entities.hits.some(({ evidence }) => evidence > 1) || explained('overall') || explained('access')) return undefined; // prettier-ignore
  if (!reading.cues.has('whatis') && !WHOSE.test(reading.folded)) return undefined;
  return notHeld({ agency, lang }, 'no-value', {
    value: formatScore(quoted.value),
    years: datasets.map(({ year }) => year).join(', '),
  });
};

const whatIf: Case = ({ reading, lang }, { agency }) =>
  WHAT_IF.test(reading.folded) && !reading.story && reading.entities.hits.length > 0
    ? notHeld({ agency, lang }, 'no-what-if')
    : undefined;

const amount: Case = ({ reading, lang }, { agency }) =>
  AMOUNT.test(reading.folded) && !reading.story ? notHeld({ agency, lang }, 'money') : undefined;

/** "คะแนนความสะอาดของตลาดปี 63": a score and a year, of something the report knows nothing of. */
const otherScore: Case = ({ reading, chosen, lang }, data) =>
  scoreOfElse(reading, chosen.best)
    ? notHeld({ agency: data.agency, lang }, 'no-such-score', { year: latestDataset(data).year })
    : undefined;

/** In order: the first that applies is said. */
const BEFORE_ANSWERING: readonly Case[] = [
  eitQuestion,
  otherAgency,
  everybody,
  otherScore,
  missingCode,
  unknownValue,
  amount,
  whatIf,
  otherOffice,
];

/** Says what is lacking; undefined when the text asks for nothing that we know to be missing. */
export function findLacking(lacking: Lacking, data: AgencyData): Understanding | undefined {
  for (const find of BEFORE_ANSWERING) {
    const found = find(lacking, data);
    if (found) return found;
  }
  return undefined;
}
