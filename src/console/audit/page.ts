import type { PersonView } from '../../accounts/person.ts';
import { ledgerFindings } from '../../audit/ledger.ts';
import type { LedgerState } from '../../audit/ledger-check.ts';
import type { AuditLine, Verdict } from '../../audit/log.ts';
import { caseReference } from '../../cases/reference.ts';
import { dayInWords } from '../../conversation/day.ts';
import { submitButton, type Field } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { nameOf } from '../frame/people-words.ts';
import type { Answer, ConsoleView } from '../frame/view.ts';

export interface VerdictShown {
  verdict: Verdict | 'bad-head';
  /** How the cases compare with the log; only for those who see everything, and when the log is whole. */
  ledger?: LedgerState;
  /** As it was typed. */
  head: string;
}

export interface AuditShown {
  /** Line numbers and heads may be shown. */
  numbered: boolean;
  all: readonly PersonView[];
  /** Undefined for those who may only check. */
  lines?: readonly AuditLine[];
  /** Where older lines begin, sealed. */
  older?: string;
  verdict?: VerdictShown;
}

export function auditPage(shown: AuditShown, view: ConsoleView): Answer {
  const { say, at } = view;
  const { lines, older, numbered } = shown;
  return {
    title: say('audit.title'),
    path: '/audit',
    body: html`<h1>${say('audit.title')}</h1>
      ${verifySection(shown, view)}
      ${
        lines === undefined
          ? html`<p>${say('audit.onlyAuditor')}</p>`
          : html`<section aria-labelledby="lines">
              <h2 id="lines">${say('audit.lines')}</h2>
              ${!numbered && html`<p class="note">${say('audit.withoutCases')}</p>`}
              ${lines.length === 0 ? html`<p class="empty">${say('audit.none')}</p>` : table(lines, shown, view)}
              ${older !== undefined && html`<p><a class="button quiet" href="${at(`/audit?before=${older}`)}">${say('audit.older')}</a></p>`}
            </section>`
      }`,
  };
}

function verifySection({ verdict, numbered }: AuditShown, view: ConsoleView): Html {
  const { say, kit } = view;
  const field: Field = {
    kind: 'text',
    name: 'head',
    label: say('audit.head'),
    hint: say('audit.headHint'),
    optional: true,
    value: verdict?.head,
    error: verdict?.verdict === 'bad-head' ? say('audit.badHead') : undefined,
  };
  return html`<section class="panel" aria-labelledby="verify">
    <h2 id="verify">${say('audit.verify')}</h2>
    <p>${say('audit.verifyText')}</p>
    <p>${say(numbered ? 'audit.verifyLedger' : 'audit.ledgerNotYours')}</p>
    ${verdict && verdict.verdict !== 'bad-head' && verdictInWords(verdict.verdict, numbered, view)}
    ${verdict?.ledger && ledgerInWords(verdict.ledger, view)}
    ${view.form(
      '/audit/verify',
      html`${kit.field(field)}
        <p>${submitButton({ label: say('audit.check'), look: 'quiet' })}</p>`,
    )}
  </section>`;
}

function verdictInWords(verdict: Verdict, numbered: boolean, { say }: ConsoleView): Html {
  if (!verdict.ok) {
    const text = say(`audit.broken.${verdict.why}`);
    return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
      <p>${text}${numbered && html` (${say('audit.at', { sequence: verdict.sequence })})`}</p>
    </div>`;
  }
  return html`<div class="said" role="status">
    <p>${numbered ? say('audit.ok', { lines: verdict.lines }) : say('audit.okOnly')}</p>
    ${numbered && verdict.head !== undefined && html`<p>${say('audit.newHead')} <code>${verdict.head}</code></p>`}
  </div>`;
}

function ledgerInWords(ledger: LedgerState, { tell, lang }: ConsoleView): Html {
  const findings = ledgerFindings(ledger);
  const { before } = ledger;
  const upTo =
    before === undefined ? tell('ledger:nothing') : tell('ledger:before', { day: dayInWords(before, lang) });
  return findings.length > 0
    ? html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
        ${findings.map(({ key, count }) => html`<p>${tell(`ledger:${key}`, { count })}</p>`)}
        <p>${upTo}</p>
      </div>`
    : html`<div class="said" role="status">
        <p>${tell('ledger:ok')}</p>
        <p>${upTo}</p>
      </div>`;
}

function table(lines: readonly AuditLine[], { numbered, all }: AuditShown, view: ConsoleView): Html {
  const { say, tellOr, lang } = view;
  const detail = (line: AuditLine) => line.detail && detailInWords(line.what, line.detail, view);
  return html`<div class="scroll" role="region" aria-labelledby="lines" tabindex="0">
    <table class="audit">
      <thead>
        <tr>
          ${numbered && html`<th scope="col">${say('audit.number')}</th>`}
          <th scope="col">${say('audit.day')}</th>
          <th scope="col">${say('audit.who')}</th>
          <th scope="col">${say('audit.what')}</th>
          <th scope="col">${say('audit.about')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              ${numbered && html`<td class="figure">${line.sequence}</td>`}
              <td class="day">${dayInWords(line.day, lang)}</td>
              <td class="who">
                ${line.who === undefined ? say('audit.system') : nameOf(line.who, all, view)}
              </td>
              <td>${tellOr([`accounts:event.${line.what}`, `console:event.${line.what}`], line.what)}</td>
              <td class="about">
                ${[
                  line.subject && nameOf(line.subject, all, view),
                  line.case && say('case.reference', { reference: caseReference(line.case) }),
                  detail(line),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const PIECE = /^(\d+)\.(\w+)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A line's detail as a reader knows it: what was done, which piece of evidence, which day. */
function detailInWords(what: string, detail: string, { say, tellOr, lang }: ConsoleView): string {
  const [, number, copy] = PIECE.exec(detail) ?? [];
  if (number !== undefined) return say(copy === 'original' ? 'audit.original' : 'audit.piece', { number });
  if (DAY.test(detail)) return dayInWords(detail, lang);
  if (what.startsWith('answer-')) return say('audit.answer', { id: detail });
  return tellOr(
    [
      `cases:action.${detail}.label`,
      `errors:${detail}`,
      `accounts:role.${detail}`,
      `console:event.${detail}`,
      `statistics:${detail}`,
    ],
    detail,
  );
}
