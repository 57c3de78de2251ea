import type { Receipt } from '../../cases/filing.ts';
import { caseReference } from '../../cases/reference.ts';
import { formatCode, type TrackingCode } from '../../cases/tracking.ts';
import { dayInWords } from '../day.ts';
import type { FlowContext } from '../flow.ts';
import type { Card } from '../reply.ts';
import { doorLines } from './button.ts';

/** What the reporter keeps. Holds the code: never to be stored. */
export function receiptCard(receipt: Receipt, code: TrackingCode, context: FlowContext): Card {
  const { t, lang } = context;
  const shown = formatCode(code);
  const title = t(`report:receipt.title.${receipt.kind}`);
  const facts = [
    { label: t('report:receipt.reference'), value: caseReference(receipt.caseId) },
    { label: t('report:receipt.received'), value: dayInWords(receipt.received, lang) },
    ...(receipt.stranded ? [] : [{ label: t('report:receipt.due'), value: dayInWords(receipt.due, lang) }]),
  ];
  const before = [
    ...(receipt.already ? [t('report:receipt.already')] : []),
    ...(receipt.stranded ? [`${t('report:receipt.stranded')}\n${doorLines(context)}`] : []),
  ];
  const after = [t('report:receipt.follow'), t('report:receipt.erase')];
  return {
    title,
    parts: [
      ...facts.map((fact) => ({ kind: 'fact' as const, ...fact })),
      ...before.map((text) => ({ kind: 'text' as const, text })),
      { kind: 'line' },
      { kind: 'text', text: t('report:receipt.code') },
      { kind: 'text', text: shown, strong: true },
      ...after.map((text) => ({ kind: 'text' as const, text })),
    ],
    buttons: [{ label: t('report:act.copy'), does: { kind: 'copy', text: shown }, pressedOnly: true }],
    alt: [
      title,
      ...facts.map(({ label, value }) => `${label}: ${value}`),
      ...before,
      `${t('report:receipt.code')} ${shown}`,
      ...after,
    ].join('\n'),
  };
}
