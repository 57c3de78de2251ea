import type { StaffView } from '../../cases/casework.ts';
import type { CopyView, EvidenceView } from '../../cases/evidence/view.ts';
import { html, type Html } from '../../web/html.ts';
import type { ConsoleView } from '../frame/view.ts';

const KIB = 1024;

/** A size as people say it. */
export function sizeInWords(bytes: number, { lang }: ConsoleView): string {
  const [value, unit] = bytes >= KIB * KIB ? [bytes / (KIB * KIB), 'MB'] : [Math.max(1, bytes / KIB), 'KB'];
  return `${new Intl.NumberFormat(lang === 'th' ? 'th-TH-u-nu-latn' : 'en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)}\u00a0${unit}`;
}

/** What the scanner said, in words; colour only repeats them. */
export function scanMark({ scan }: Pick<CopyView, 'scan'>, { tell }: ConsoleView): Html {
  const words =
    scan?.kind === 'infected'
      ? tell('evidence:officer.scan.infected', { name: scan.name })
      : tell(`evidence:officer.scan.${scan?.kind ?? 'off'}`);
  return html`<span class="scan ${scan?.kind ?? 'off'}">${words}</span>`;
}

/** `รูปภาพ 1`: how pages and timeline name a piece. */
export const pieceName = (piece: EvidenceView, { tell }: ConsoleView): string =>
  tell('console:evidence.name', {
    kind: tell(`evidence:kind.${piece.is === 'place' ? 'place' : piece.kind}`),
    number: piece.number,
  });

/** The evidence of a case, each piece leading to its viewer. Undefined when there is none. */
export function evidenceSection({ facts, evidence }: StaffView, view: ConsoleView): Html {
  const { say } = view;
  const firsts = evidence.flatMap((piece) => (piece.is === 'place' ? [] : piece.copies.slice(0, 1)));
  // Said once where it is so of all: the same words at each file hide the one that matters.
  const scanned = firsts.some(({ scan }) => scan !== undefined);
  return html`<section class="panel" aria-labelledby="evidence">
    <h2 id="evidence">${say('evidence.title')}</h2>
    ${
      evidence.length === 0
        ? html`<p class="soft">${say('evidence.none')}</p>`
        : html`${firsts.length > 0 && !scanned && html`<p class="note">${view.tell('evidence:officer.notScanned')}</p>`}
            <ul class="evidence">
              ${evidence.map(
                (piece) =>
                  html`<li id="evidence-${piece.number}">${pieceEntry(facts.id, piece, scanned, view)}</li>`,
              )}
            </ul>`
    }
  </section>`;
}

function pieceEntry(caseId: string, piece: EvidenceView, scanned: boolean, view: ConsoleView): Html {
  const name = pieceName(piece, view);
  if (piece.is === 'place') {
    const { title, address, latitude, longitude } = piece;
    const where = [title, address, `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`].filter(Boolean);
    return html`<p><strong>${name}</strong></p>
      <p class="typed">${where.join('\n')}</p>`;
  }
  const [copy] = piece.copies;
  return html`<p>
      <a href="${view.at(`/cases/${caseId}/evidence/${piece.number}`)}"><strong>${name}</strong></a>
      ${copy && html`<span class="soft">${copy.name} · ${sizeInWords(copy.size, view)}</span>`}
    </p>
    ${piece.told && html`<p class="note">${view.tell('evidence:officer.told-warning')}</p>`}
    ${copy && scanned && html`<p>${scanMark(copy, view)}</p>`}`;
}
