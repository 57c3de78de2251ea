import { reporterAction } from '../../src/cases/actions.ts';
import type { Received } from '../../src/cases/evidence/arrivals.ts';
import type { FileEvidence } from '../../src/cases/evidence/contents.ts';
import { problemsOf } from '../../src/cases/fields.ts';
import type { Receipt } from '../../src/cases/filing.ts';
import type { Status } from '../../src/cases/kinds.ts';
import type { ReporterView } from '../../src/cases/reporter-view.ts';
import { addDays, dayOf } from '../../src/clock.ts';
import type { Effect, EffectResult } from '../../src/conversation/effects.ts';
import { isUnit } from '../../src/conversation/form/units.ts';
import type { Chat } from './chat-driver.ts';
import { data } from './town.ts';

/** A case as the pretended desk keeps it. */
export interface KeptCase {
  receipt: Receipt;
  status: Status;
  view: ReporterView;
  writings: { id: string; action: string; text?: string; files?: number }[];
  answers: unknown;
}

const failed = (key: string): EffectResult => ({ kind: 'failed', key, params: {} });

/** What the desk does, kept in memory: the cases of `chat` are all that there is. */
export function pretendedDesk(chat: Chat): (effect: Effect) => EffectResult {
  const byId = (caseId: string) => [...chat.cases.values()].find(({ receipt }) => receipt.caseId === caseId);

  return function perform(effect) {
    switch (effect.kind) {
      case 'file': {
        const earlier = chat.cases.get(effect.code);
        if (earlier) return { kind: 'filed', receipt: { ...earlier.receipt, already: true } };
        if (problemsOf(effect.case, effect.answers, (ref) => isUnit(data.agency, ref)).length > 0) {
          return failed('report-incomplete');
        }
        const kept = keepCase(chat, effect.code, effect.case, effect.answers);
        return { kind: 'filed', receipt: kept.receipt };
      }
      case 'track':
        return { kind: 'tracked', view: chat.cases.get(effect.code)?.view };
      case 'write': {
        const kept = byId(effect.caseId);
        const action = reporterAction(effect.action);
        if (!kept || !action) return failed('case-gone');
        if (kept.writings.some(({ id }) => id === effect.id)) return { kind: 'written', status: kept.status };
        if (!action.from.includes(kept.status)) return failed('action-not-possible');
        const { id, action: done, text, files } = effect;
        kept.writings.push({ id, action: done, text, ...(files && { files: files.length }) });
        if (action.to !== 'same') kept.status = action.to;
        return { kind: 'written', status: kept.status };
      }
      case 'take-in':
        return { kind: 'taken', received: chat.received.shift() ?? keptFile() };
      case 'notify':
        return byId(effect.caseId) ? { kind: 'notify-set', item: `n-${effect.id}` } : failed('case-gone');
      default:
        return { kind: 'done' };
    }
  };
}

let nextCase = 0xabcdef;

const sealedFile = () => ({
  id: (nextCase += 0x777).toString(16).padStart(32, '5'),
  identity: 'secret of the file',
  size: 1000,
  sha256: 'f'.repeat(64),
});

/** A picture that was cleaned and kept. */
export const keptFile = (): Received => ({
  kind: 'kept',
  content: { v: 1, is: 'file', clean: { type: 'jpeg', file: sealedFile() } },
});

/** A sound that cannot be cleaned. */
export const toldFile = (): { kind: 'consent'; why: 'codec'; content: FileEvidence } => ({
  kind: 'consent',
  why: 'codec',
  content: { v: 1, is: 'file', original: { type: 'amr', file: sealedFile() }, told: 'codec' },
});

/** Puts a case under a code into the pretended desk. */
export function keepCase(
  chat: Chat,
  code: string,
  kind: 'complaint' | 'comment' = 'complaint',
  answers: unknown = {},
  view: Partial<ReporterView> = {},
): KeptCase {
  const received = dayOf(chat.clock.now());
  const caseId = (nextCase += 0x1234567).toString(16).padStart(32, '7');
  const due = addDays(received, 15);
  const kept: KeptCase = {
    receipt: { caseId, kind, received, due, stranded: chat.strand, already: false },
    status: view.status ?? (chat.strand ? 'stranded' : 'received'),
    view: {
      caseId,
      kind,
      category: kind === 'comment' ? 'comment' : 'bribe',
      status: 'received',
      received,
      deadline: { day: due, left: 15, urgency: 'in-time' },
      timeline: [{ day: received, action: 'file', by: 'reporter', status: 'received', due }],
      actions: ['add', 'withdraw'],
      ...view,
    },
    writings: [],
    answers,
  };
  chat.cases.set(code, kept);
  return kept;
}
