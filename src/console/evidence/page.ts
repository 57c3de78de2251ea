import type { StaffView } from '../../cases/casework.ts';
import type { CopyView, EvidenceView } from '../../cases/evidence/view.ts';
import type { Scan } from '../../cases/evidence/scan.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import type { ConsoleView, PageAnswer } from '../frame/view.ts';
import { pieceName, scanMark, sizeInWords } from './list.ts';
import { showingOf, type Showing } from './ways.ts';

type FileView = Extract<EvidenceView, { is: 'file' }>;

export interface EvidenceShown {
  opened: StaffView;
  piece: FileView;
  /** What the scanner says now, when it was asked again. */
  again?: Scan;
}

/** One file of a case: shown where that runs nothing, and downloaded where it could. */
export function evidencePage({ opened, piece, again }: EvidenceShown, view: ConsoleView): PageAnswer {
  const { say, tell, at } = view;
  const { id } = opened.facts;
  const path = `/cases/${id}/evidence/${piece.number}`;
  const title = pieceName(piece, view);
  const copies = piece.copies.map((copy) => (again ? { ...copy, scan: again } : copy));
  const showing = copies.map(showingOf).find((each) => each !== undefined);
  const others = opened.evidence.filter((each) => each.is === 'file');
  const here = others.findIndex(({ number }) => number === piece.number);
  const [before, after] = [others[here - 1], others[here + 1]];
  return {
    title,
    path,
    shows: showing === 'text' ? 'frame' : showing && showing !== 'picture' ? 'media' : undefined,
    body: html`<p><a href="${at(`/cases/${id}#evidence`)}">${say('evidence.back')}</a></p>
      <h1>${title}</h1>
      <p class="soft">${opened.title}</p>
      ${
        piece.told &&
        html`<div class="callout weighty">
          <p>${tell('evidence:officer.told-warning')}</p>
          <p class="soft">${tell(`evidence:told.${piece.told}`)}</p>
        </div>`
      }
      ${copies.map((copy) => copySection(copy, path, view))}
      <nav class="pages" aria-label="${say('evidence.title')}">
        ${before && html`<a class="button quiet" rel="prev" href="${at(`/cases/${id}/evidence/${before.number}`)}">← ${pieceName(before, view)}</a>`}
        ${after && html`<a class="button quiet" rel="next" href="${at(`/cases/${id}/evidence/${after.number}`)}">${pieceName(after, view)} →</a>`}
      </nav>`,
  };
}

function copySection(copy: CopyView, path: string, view: ConsoleView): Html {
  const { say, tell, at } = view;
  const { which, name, size, sha256, scan } = copy;
  const file = `${path}/${which}`;
  const showing = showingOf(copy);
  const label = say('evidence.download', { name, size: sizeInWords(size, view) });
  const download = html`<p>
    <a class="button quiet" href="${at(`${file}?download=1`)}" download="${name}">${label}</a>
  </p>`;
  const weighty = copy.warning !== undefined || scan?.kind === 'infected';
  return html`<section class="panel" aria-labelledby="copy-${which}">
    <h2 id="copy-${which}">
      ${tell(which === 'clean' ? 'evidence:officer.copy' : 'evidence:officer.original')}
    </h2>
    <p>
      ${scanMark(copy, view)}
      ${scan && html`<a href="${at(`${path}?scan=1`)}">${say('evidence.scanAgain')}</a>`}
    </p>
    ${showing && shown(showing, at(file), name)}
    ${!showing && html`<p>${say(scan?.kind === 'infected' ? 'evidence.infected' : 'evidence.downloadOnly')}</p>`}
    ${
      weighty
        ? html`<details class="ask-once">
            <summary>${say('evidence.stillDownload')}</summary>
            ${copy.warning && html`<p class="note">${tell(`evidence:officer.${copy.warning}-warning`)}</p>`}
            ${download}
          </details>`
        : download
    }
    <p class="soft">${tell('evidence:officer.sha256')}: <code>${sha256}</code></p>
  </section>`;
}

/** Nothing of a file is ever part of our own page: pictures and players run no script, text stands in a frame of its own. */
function shown(showing: Showing, source: string, name: string): Html {
  switch (showing) {
    case 'picture':
      return html`<p><img ${attributes({ class: 'evidence-shown', src: source, alt: name })} /></p>`;
    case 'sound':
      return html`<p><audio ${attributes({ controls: true, preload: 'none', src: source })}></audio></p>`;
    case 'film':
      return html`<p>
        <video
          ${attributes({ class: 'evidence-shown', controls: true, preload: 'none', src: source })}
        ></video>
      </p>`;
    case 'text':
      return html`<iframe
        ${attributes({ class: 'evidence-text', sandbox: '', src: source, title: name })}
      ></iframe>`;
  }
}
