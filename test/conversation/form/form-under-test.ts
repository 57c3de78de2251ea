import type { Piece } from '../../../src/cases/evidence/pieces.ts';
import { fieldsOf, type Answers, type Field } from '../../../src/cases/fields.ts';
import type { CaseKind } from '../../../src/cases/kinds.ts';
import type { FlowContext } from '../../../src/conversation/flow.ts';
import { commentFlow } from '../../../src/conversation/flows/comment.ts';
import { complaintFlow } from '../../../src/conversation/flows/complaint.ts';
import type { Draft } from '../../../src/conversation/form/state.ts';
import { startChat, type Chat } from '../chat-driver.ts';
import { toldFile } from '../pretended-desk.ts';
import { i18n } from '../town.ts';

/** The id of the draft that `at` makes. */
export const DRAFT = 'd1d1d1d1d1d1d1d1';

/** The flow of each kind of report. */
export const FLOWS = { complaint: complaintFlow, comment: commentFlow } as const;

const pieceOf = (item: string): Piece => ({
  id: 'p1p1p1p1p1p1p1p1',
  item,
  content: { v: 1, is: 'place', title: 'ตลาด', latitude: 15.8, longitude: 102.6 },
});

/** A whole answer to each field. */
function answerTo(field: Field): Answers[string] {
  switch (field.input) {
    case 'option':
      return { of: 'option', value: field.options?.[0] ?? '' };
    case 'unit':
      return { of: 'unit', value: 'finance' };
    case 'units':
      return { of: 'units', values: ['education'] };
    case 'line':
      return { of: 'line', text: `คำตอบ ${field.id}`, item: `item-${field.id}` };
    case 'story':
      return { of: 'story', parts: [{ text: `เรื่อง ${field.id}`, item: `item-${field.id}` }] };
    case 'scale':
      return { of: 'scale', value: 4 };
    case 'evidence':
      return { of: 'evidence', pieces: [pieceOf(`item-${field.id}`)] };
  }
}

/** Every question of a form answered. */
export const wholeAnswers = (kind: CaseKind): Answers =>
  Object.fromEntries(fieldsOf(kind).map((field) => [field.id, answerTo(field)]));

const TOLD = toldFile();

/** The same with a file about which the reporter has to choose, at the stage that asks for it. */
export function answersAt(kind: CaseKind, stage: string): Answers {
  const answers = wholeAnswers(kind);
  const field = fieldsOf(kind).find(({ input }) => input === 'evidence')!.id;
  const waiting: Piece = {
    id: 'p2p2p2p2p2p2p2p2',
    item: 'item-told',
    content: TOLD.content,
    undecided: true,
  };
  const pieces = [pieceOf(`item-${field}`), waiting];
  return stage === 'told' ? { ...answers, [field]: { of: 'evidence', pieces } } : answers;
}

/** A chat that stands at a stage of a draft in which everything is answered. */
export async function at(kind: CaseKind, stage: string, given: Partial<Draft> = {}): Promise<Chat> {
  const chat = startChat();
  await chat.say('สวัสดี');
  const aside = stage === 'resume' || stage === 'cancel' || stage === 'told';
  const state: Draft = {
    v: 1,
    id: DRAFT,
    at: stage,
    answers: answersAt(kind, stage),
    ...(aside ? { from: fieldsOf(kind)[1]!.id } : {}),
    ...(stage === 'offer' ? { opening: { text: 'เขาขอเงิน', item: 'item-offer' }, from: 'review' } : {}),
    ...given,
  };
  chat.session = {
    ...chat.session!,
    flow: { name: kind, state, touched: chat.clock.now().getTime() },
    applied: { event: 'earlier', replay: { as: 'prompt' } },
  };
  return chat;
}

const contextOf = (chat: Chat, lang: 'th' | 'en'): FlowContext => ({
  ...chat.context(),
  lang,
  t: (key, params) => i18n.t(lang, key, params),
});

/** What a chat is asked where it stands, in either language. */
export const promptOf = (chat: Chat, kind: CaseKind, lang: 'th' | 'en' = 'th') =>
  FLOWS[kind].prompt(chat.state(kind), contextOf(chat, lang));
