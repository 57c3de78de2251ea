import { reporterAction, type ReporterActionId } from '../../cases/actions.ts';
import type { Desk } from '../../cases/desk.ts';
import { contentsOf } from '../../cases/evidence/pieces.ts';
import type { ReporterView } from '../../cases/reporter-view.ts';
import { parseCode } from '../../cases/tracking.ts';
import { holdsCode } from '../../conversation/form/codes.ts';
import { ExpectedError } from '../../errors.ts';
import { casePage, newOnce } from './case-page.ts';
import type { CasePasses } from './case-pass.ts';
import type { Drafts, Sent } from './drafts.ts';
import { fileFaults } from './files-field.ts';
import { REMOVE } from './files-posted.ts';
import { NO_FILES, type FilesShown, type Upload } from './files-shown.ts';
import type { FilePlace, Files } from './files.ts';
import { TRACK_PATH } from './parts.ts';
import { plainPage, retryPage } from './plain-pages.ts';
import type { Posted } from './posted.ts';
import { trackForm, type CodeFault } from './track-form.ts';
import type { Bags } from './ticket.ts';
import type { Answer, DoorView } from './view.ts';
import { FILES, MESSAGE_MAX, sentPage, writePage, type TextFault, type Writing } from './write-page.ts';

export interface Following {
  open(view: DoorView): Answer;
  /** `source` tells askers apart while they wait (see CodeLanes). */
  act(posted: Posted, source: string, view: DoorView, uploads: readonly Upload[]): Promise<Answer>;
  /** Where the files of a sent form belong; undefined when the form is not ours. */
  place(posted: Posted): FilePlace | undefined;
  /** Nothing could be done just now: a button that sends the same again. */
  sorry(posted: Posted, failed: string, view: DoorView): Answer;
}

interface Asked {
  posted: Posted;
  source: string;
  view: DoorView;
  uploads: readonly Upload[];
}

const ONCE = /^[0-9a-f]{32}$/;

/** Following a case by its code, and writing to it. */
export function createFollowing(deps: {
  desk: Desk;
  passes: CasePasses;
  bags: Bags;
  drafts: Drafts;
  files: Files;
}): Following {
  const { desk, passes, bags, drafts, files } = deps;

  const placeOf = (posted: Posted): FilePlace | undefined => {
    const holder = bags.read(posted.one('bag'));
    const caseId = passes.read(posted.one('pass'))?.caseId;
    return holder && { kind: 'message', holder, field: FILES, caseId };
  };

  /** The case of a typed code, or why there is none. Slow on purpose for every code that could be one. */
  async function find(
    typed: string,
    source: string,
  ): Promise<{ found: ReporterView } | { fault: CodeFault }> {
    if (typed.trim() === '') return { fault: 'missing' };
    const { code, problem } = parseCode(typed);
    if (problem !== undefined) return { fault: problem };
    const found = await desk.track(code, source);
    return found ? { found } : { fault: 'unknown' };
  }

  const writingOf = (posted: Posted): Writing | undefined => {
    const action = reporterAction(posted.one('action'));
    if (!action) return undefined;
    const once = ONCE.test(posted.one('once')) ? posted.one('once') : newOnce();
    const bag = bags.read(posted.one('bag')) ? posted.one('bag') : bags.issue();
    return { action: action.id as ReporterActionId, text: posted.one('text'), once, bag };
  };

  /** What was sent with this page before; undefined while it was not. */
  async function sentBefore(posted: Posted): Promise<Sent | undefined> {
    const place = placeOf(posted);
    const kept = place && (await drafts.load(place.kind, place.holder));
    return kept?.state === 'sent' ? kept : undefined;
  }

  /** The writing with its files as the draft has them now. */
  async function withItsFiles(
    writing: Writing,
    { posted, uploads }: Asked,
  ): Promise<Writing & { files: FilesShown }> {
    const place = placeOf(posted);
    return { ...writing, files: place ? await files.settle(place, posted, uploads) : NO_FILES };
  }

  /** The same writing as it stands in the next page: with its pass while that lives, else with a field for the code. */
  function carried(writing: Writing, posted: Posted, fault?: CodeFault): Writing {
    const pass = posted.one('pass');
    const typed = posted.one('code');
    if (typed === '' && fault === undefined && passes.read(pass)) return { ...writing, pass };
    return { ...writing, code: { typed, fault } };
  }

  function textFault({ action, text, files: { pieces } = NO_FILES }: Writing): TextFault | undefined {
    if (!reporterAction(action)?.needs.includes('message')) return undefined;
    if (text.trim() === '') return pieces.length > 0 ? undefined : 'missing';
    if (text.length > MESSAGE_MAX) return 'too-long';
    return holdsCode(text) ? 'code' : undefined;
  }

  /** Which case a page may write to: that of a typed code, else that of its pass. */
  async function caseOf({
    posted,
    source,
  }: Asked): Promise<{ caseId: string } | { fault: CodeFault } | undefined> {
    const typed = posted.one('code');
    if (typed.trim() === '') return passes.read(posted.one('pass'));
    const result = await find(typed, source);
    return 'found' in result ? { caseId: result.found.caseId } : result;
  }

  /** The same page again, as it was typed, with its files. */
  async function stay(asked: Asked): Promise<Answer> {
    const { posted, view } = asked;
    const writing = writingOf(posted);
    if (!writing) return trackForm({ typed: posted.one('code') }, view);
    const before = await sentBefore(posted);
    if (before) return sentPage(before.action as ReporterActionId, before.status, view);
    return writePage(carried(await withItsFiles(writing, asked), posted), undefined, view);
  }

  const ACTS: Record<string, (asked: Asked) => Promise<Answer>> = {
    async open({ posted, source, view }) {
      const typed = posted.one('code');
      const result = await find(typed, source);
      if ('fault' in result) return trackForm({ typed, fault: result.fault }, view);
      const { found } = result;
      const pass = passes.write({ caseId: found.caseId, notify: found.notify });
      return casePage(found, { pass, bag: bags.issue }, view);
    },

    /** The same page in the other language, as it was typed. */
    again: stay,
    upload: stay,
    [REMOVE]: stay,

    async write(asked) {
      const { posted, view } = asked;
      const bare = writingOf(posted);
      if (!bare) return trackForm({ typed: '', failed: view.say('failed.page') }, view);
      const before = await sentBefore(posted);
      if (before) return sentPage(before.action as ReporterActionId, before.status, view);
      const writing = await withItsFiles(bare, asked);
      const { action, text, once } = writing;
      const fault = textFault(writing);
      if (fault || fileFaults(FILES, writing.files, view).length > 0) {
        return writePage({ ...carried(writing, posted), textFault: fault }, undefined, view);
      }
      const target = await caseOf(asked);
      if (!target) return writePage(carried(writing, posted), view.say('failed.pass'), view);
      if ('fault' in target) return writePage(carried(writing, posted, target.fault), undefined, view);
      try {
        const contents = contentsOf(writing.files.pieces);
        const status = await desk.write({ caseId: target.caseId, action, id: once, text, files: contents });
        const place = placeOf(posted);
        if (place) await drafts.change(place.kind, place.holder, () => ({ state: 'sent', action, status }));
        return sentPage(action, status, view);
      } catch (error) {
        if (!(error instanceof ExpectedError) || error.status >= 500) throw error;
        const failed = view.hint(`errors:${error.key}`) ?? view.say('failed.page');
        return { ...writePage(carried(writing, posted), failed, view), status: error.status };
      }
    },

    async stop({ posted, view }) {
      const pass = passes.read(posted.one('pass'));
      if (!pass) return trackForm({ typed: '', failed: view.say('failed.pass') }, view);
      if (pass.notify !== undefined) await desk.stopNotifying(pass.caseId, pass.notify);
      return plainPage(view.say('notify.stopped'), view.say('notify.stoppedText'), view);
    },
  };

  return {
    open: (view) => trackForm({ typed: '' }, view),
    async act(posted, source, view, uploads) {
      const name = posted.one('do').split(':')[0] ?? '';
      const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
      if (!act) return trackForm({ typed: posted.one('code'), failed: view.say('failed.page') }, view);
      return act({ posted, source, view, uploads });
    },
    place: placeOf,
    sorry: (posted, failed, view) => retryPage(TRACK_PATH, posted, failed, view),
  };
}
