import type { FieldValue } from './fields.ts';
import { clipTitle } from './ring-wrap.ts';

/** More signs than fit a title, so that a long story is not looked at to its end. */
const ENOUGH = 500;

/** What a case is called in the queue: its category, and how its story begins. */
export function reportTitle(label: string, story: FieldValue | undefined): string {
  const text = story?.of === 'story' ? story.parts.map((part) => part.text).join(' ') : '';
  return clipTitle(`${label}: ${text.slice(0, ENOUGH)}`);
}
