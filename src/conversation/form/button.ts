import type { FlowContext } from '../flow.ts';
import type { Choice } from '../reply.ts';

interface Where {
  flow: string;
  /** The id of the draft or chat it belongs to. */
  draft: string;
}

/** A button of a draft. */
export function button({ flow, draft }: Where, label: string, act: string, value?: string): Choice {
  const press = { flow, act, draft, ...(value === undefined ? {} : { value }) };
  return { label, does: { kind: 'press', press } };
}

/** `ข้าม · ย้อนกลับ · ยกเลิก`: buttons are seen on phones only, so the words stand in the text, too. */
export const labelsOf = (choices: readonly Choice[]): string => choices.map(({ label }) => label).join(' · ');

type Door = FlowContext['data']['policy']['nationalDoors'][number];

/** The name without the number, where an office is named after its number. */
const nameOf = ({ name, phone }: Door, lang: FlowContext['lang']): string =>
  name[lang].endsWith(` ${phone}`) ? name[lang].slice(0, -phone.length - 1) : name[lang];

/** The national offices outside the agency, a line each. */
export const doorLines = ({ data, lang, t }: FlowContext): string =>
  data.policy.nationalDoors
    .map((door) => t('report:doors.door', { name: nameOf(door, lang), phone: door.phone }))
    .join('\n');

/** The same on one line. */
export const doorsInOneLine = ({ data, lang }: FlowContext): string =>
  data.policy.nationalDoors.map((door) => `${nameOf(door, lang)} ${door.phone}`).join(' · ');

/** What a national office is called, its number and what it takes up. */
export const doorNamed = (door: Door, lang: FlowContext['lang']) => ({
  name: nameOf(door, lang),
  phone: door.phone,
  for: door.for[lang],
});
