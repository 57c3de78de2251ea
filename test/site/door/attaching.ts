import { randomBytes } from 'node:crypto';
import type { Page, Typed, Visitor } from './visitor.ts';

/** A text in a file. */
export const note = (words: string, name = 'note.txt') => new File([words], name);
/** A sound whose hidden facts cannot be removed. */
export const sound = () => new File(['#!AMR\n', randomBytes(50)], 'เสียงในห้อง.amr');
/** A file of a type that is not taken. */
export const archive = () => new File(['PK\x03\x04', randomBytes(80)], 'หลักฐาน.zip');

/** How many files a page shows as attached. */
export const attached = (page: Page) => page.html.match(/class="piece"/g)?.length ?? 0;

/** Opens a form and attaches files to it; resolves to the form as it comes back. */
export const attach = async (who: Visitor, files: File[], typed: Typed = {}): Promise<Page> =>
  who.press(await who.get('/report'), 'upload', { ...typed, evidence: files });
