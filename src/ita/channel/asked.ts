import { createLexicon, type Match } from '../lexicon.ts';
import type { NationalDoor } from '../policy.ts';
import type { Reading } from '../reading.ts';
import type { CueId } from '../cues.ts';
import { CHANNEL_QUESTIONS, REPORTING, type ChannelId } from './questions.ts';

/** What a text wants to know of the channel. */
export interface ChannelAsked {
  about: ChannelId;
  /** The national door it names, by its id in the policy. */
  door?: string;
}

/** Whoever says one of these means the assessment, and gets the score. */
const OF_RESULTS: readonly CueId[] = ['score', 'grade', 'ita', 'indicators', 'mark', 'rank'];
/** What the survey of the assessment asked the staff, told from what somebody wants to know for himself. */
const OF_SURVEY =
  /แบบ(?:สอบถาม|ส)|ขอ(?:คำถาม|ทิ\d|นิ)|ประเมิน|มาตรการ|แนวทาง|นโยบาย|สถิติ|ผลการรองเริยน|ผลรองเริยน|(?:บุคลากร|พนักงาน|เจาหนาทิ|คนไน|ขาราชการ|ลุกจาง)\S{0,12}(?:มันไจ|กลารอง|กลาแจง|คิดวา|รุสิก|เชิอวา|เชิอมัน)|survey|respondents|(?:employees|staff|workers|people inside) (?:\w+ )?(?:feel|think|believe|dare|trust|are confident)/;
/** Beside the words of `heard.ts`: how a question ends in talk, and what is asked without a question word. */
const ASKS =
  /(?:ปะ|หรอ|เหรอ|รึ|มะ|ดิ|บอ|บ|ปาว|เปลา|เปา)(?:นิ|ละ|คะ|คา|คับ|ครับ|จะ|จา)*$|เปลาวา|ปาววา|กลัว|ยานวา|กังวล|สงสัย|ถา|(?<![a-z])(?:will|would|must|should|if|does|afraid|worried|scared|any)(?![a-z])/;
/** Wants to be told who reported, not whether that can be known. */
const WANTS_THE_NAME =
  /(?:อยาก|ขอ|ชวย|บอก)(?:ชิอ|รุ|ฮุ|ทราบ|ผม|หนุ|หนอย|วา|มา|ได|ไหม)*(?:ไคร|ไผ|คนแจง|ผุแจง|คนรอง|ผุรอง)/;
const NAMES_SOMEBODY: readonly ChannelId[] = ['identity', 'readers', 'name'];
/** Asks how or where to report: the complaint itself says that, whatever else is told. */
const HOW_TO =
  /(?:แจง|รองเริยน|ฮองเริยน|รองทุก)(?:เริอง)?(?:ได|กับ)?(?:ทิไหน|ทางไหน|ยังไง|อยางไร|ไคร|ไผ|หมองได)|(?:how|where) (?:do|can) i (?:report|complain)/;
const OVERRULED: readonly ChannelId[] = ['readers', 'reprisal', 'when', 'kept'];
/** Wants to report, and says so: what the complaint says first is what is kept and what is not. */
const WANTS_TO_REPORT =
  /^(?:ผม|หนุ|ฉัน|ขอย|คิอ|สวัสดิ|คะ|ครับ)*(?:อยาก|ขอ|ตองการ)(?:จะ)?(?:แจง|รองเริยน|ฮองเริยน|รองทุก).*(?:ทำยังไง|ตองทำ|ทำอยางไร|เฮดจังได)/;
const CALLS = 'โดยตรง|เบอร์|เบอ!|โทร|ติดต่อ|สายด่วน|หมายเลข|phone|number|call|telephone|hotline|contact';

const BROAD = 'แจ้ง!';

interface Owner {
  /** Undefined: a word for reporting alone. */
  about?: ChannelId;
  needsReporting?: boolean;
}

const wordings = (list: string | undefined, owner: Owner) =>
  (list ?? '').split('|').flatMap((text) => (text === '' ? [] : [{ owner, text }]));

const plain = new Set<ChannelId>(
  CHANNEL_QUESTIONS.flatMap((row) => ('plain' in row && row.plain ? [row.id] : [])),
);

/** A mistyped wording below this is another word. */
const SURE = 0.7;

const surely = ({ quality }: Match<unknown>): boolean => quality >= SURE;

/** Prepares telling questions about the channel from questions about the results; `doors` are those of the policy. */
export function createChannelReader(
  doors: readonly NationalDoor[],
): (reading: Reading) => ChannelAsked | undefined {
  const lexicon = createLexicon<Owner>([
    ...wordings(REPORTING, {}),
    ...CHANNEL_QUESTIONS.flatMap((row) => [
      ...wordings('says' in row ? row.says : undefined, { about: row.id }),
      ...wordings('beside' in row ? row.beside : undefined, { about: row.id, needsReporting: true }),
    ]),
  ]);
  const calls = createLexicon(CALLS.split('|').map((text) => ({ owner: true, text })));
  const named = createLexicon(
    doors.flatMap(({ id, name, aliases }) =>
      [name.th, name.en, ...aliases].map((text) => ({ owner: id, text: text.replaceAll('+', ' ') })),
    ),
  );

  /** The door whose number or name stands in the text; a name needs the wish to call beside it. */
  function doorIn(folded: string): string | undefined {
    const dialled = doors.find(({ phone }) =>
      new RegExp(`(?<![\\d./])${phone.replace(/\D/g, '')}(?![\\d./])`).test(folded),
    );
    if (dialled) return dialled.id;
    return calls.match(folded).some(surely) ? named.match(folded).find(surely)?.owner : undefined;
  }

  return (reading) => {
    const { folded, cues } = reading;
    const ofResults =
      OF_RESULTS.some((id) => (cues.get(id)?.strength ?? 0) >= SURE) ||
      reading.years.years.length > 0 ||
      reading.codes.codes.some(({ kind }) => kind !== 'bare') ||
      OF_SURVEY.test(folded);
    if (ofResults || reading.story || WANTS_TO_REPORT.test(folded)) return undefined;
    const door = doorIn(folded);
    if (door !== undefined) return { about: 'hotlines', door };
    const matches = lexicon.match(folded).filter(surely);
    // "แจ้ง" alone is said of births and removals, too
    const reports =
      !reading.otherAgency &&
      matches.some(
        ({ owner, text }) => owner.about === undefined && !(text === BROAD && cues.has('services')),
      );
    const asks = cues.has('asking') || ASKS.test(folded);
    const [best] = matches
      .filter(({ owner: { about, needsReporting } }) => about !== undefined && (!needsReporting || reports))
      .filter(({ owner: { about } }) => about !== undefined && (asks || plain.has(about)))
      .sort((a, b) => b.weight - a.weight);
    const about = best?.owner.about;
    if (about === undefined) return undefined;
    if (NAMES_SOMEBODY.includes(about) && WANTS_THE_NAME.test(folded)) return undefined;
    if (OVERRULED.includes(about) && HOW_TO.test(folded)) return undefined;
    return { about };
  };
}
