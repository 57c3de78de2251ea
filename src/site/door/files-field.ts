import { copiesOf } from '../../cases/evidence/contents.ts';
import { undecidedIn, type Piece } from '../../cases/evidence/pieces.ts';
import { EVIDENCE_TYPES, type EvidenceKind } from '../../cases/evidence/types.ts';
import { pieceKind } from '../../conversation/form/evidence-words.ts';
import { hiddenField } from '../../web/form.ts';
import { attributes, html, type Html } from '../../web/html.ts';
import { pieceField, REMOVE } from './files-posted.ts';
import { hasOriginal, refused, type FilesShown } from './files-shown.ts';
import { labelled, notes, type Shown } from './controls.ts';
import type { DoorView } from './view.ts';

const MIB = 1024 * 1024;
const EVIDENCE_KINDS: readonly EvidenceKind[] = ['image', 'video', 'audio', 'document'];
const largestCap = (kind: EvidenceKind) =>
  Math.max(...EVIDENCE_TYPES.filter((type) => type.kind === kind).map(({ cap }) => cap));

/** What is taken, how large, and what is done with it. */
export function filesHint({ say, data }: DoorView): string {
  const { fileMb, filesPerCase } = data.policy.evidence;
  const caps = EVIDENCE_KINDS.map((kind): [string, number] => [
    kind,
    Math.min(fileMb, largestCap(kind) / MIB),
  ]);
  return say('files.hint', { ...Object.fromEntries(caps), files: filesPerCase });
}

const sizeInWords = (bytes: number, { say }: DoorView): string =>
  bytes < MIB
    ? say('files.kb', { size: Math.ceil(bytes / 1024) })
    : say('files.mb', { size: (bytes / MIB).toFixed(1) });

/** `รูปภาพ · 2.3 MB`. */
function kindAndSize(piece: Piece, view: DoorView): string {
  const [copy] = copiesOf(piece.content);
  return [pieceKind(piece, view.tell), copy && sizeInWords(copy.file.size, view)].filter(Boolean).join(' · ');
}

/** What became of a file's hidden facts. */
function stateOf(piece: Piece, { say }: DoorView): string {
  const { content, undecided } = piece;
  if (undecided) return say('files.undecided');
  if (hasOriginal(piece)) return say('files.withOriginal');
  return say(content.is === 'file' && content.told ? 'files.asItIs' : 'files.cleaned');
}

/** The files of a form in words, for reading once more. */
export const filesInWords = ({ pieces, names }: FilesShown, view: DoorView): Html =>
  html`<ul class="pieces">
    ${pieces.map(
      (piece) =>
        html`<li>
          <strong class="typed">${names[piece.id] || pieceKind(piece, view.tell)}</strong>
          <span class="note">${kindAndSize(piece, view)} · ${stateOf(piece, view)}</span>
        </li>`,
    )}
  </ul>`;

/** What a page carries of its files, unseen. */
export const filesCarried = ({ pieces, names, unseen }: FilesShown): Html =>
  html`${[...pieces.map(({ id }) => id), ...unseen].map(
    (id) =>
      html`${hiddenField(pieceField.had, id)} ${names[id] && hiddenField(pieceField.name(id), names[id])}`,
  )}`;

/** The choice over a file whose hidden facts cannot be removed. */
function choice({ id, content }: Piece, name: string, { tell, say, hint }: DoorView): Html {
  const told = content.is === 'file' && content.told;
  const radio = (value: string, label: string) => {
    const field = pieceField.decide(id);
    const settings = { id: `f-${field}-${value}`, type: 'radio', name: field, value, autocomplete: 'off' };
    return html`<div class="choice">
      <input ${attributes(settings)} />
      <label for="f-${field}-${value}">${label}</label>
    </div>`;
  };
  return html`<fieldset class="told" id="told-${id}">
    <legend>
      ${tell('evidence:consent.ask')} <span class="visually-hidden">${say('files.which', { name })}</span>
    </legend>
    <p>${told && (hint(`door:told.${told}`) ?? tell(`evidence:told.${told}`))}</p>
    <div class="choices">
      ${radio('drop', tell('evidence:consent.drop'))} ${radio('keep', tell('evidence:consent.keep'))}
    </div>
  </fieldset>`;
}

function item(piece: Piece, files: FilesShown, view: DoorView): Html {
  const { say } = view;
  const name = files.names[piece.id] || pieceKind(piece, view.tell);
  const remove = { type: 'submit', name: 'do', value: `${REMOVE}:${piece.id}`, class: 'button quiet small' };
  return html`<li>
    <div class="piece">
      <p>
        <strong class="typed">${name}</strong><br />
        <span class="note">${kindAndSize(piece, view)} · ${stateOf(piece, view)}</span>
      </p>
      <button ${attributes(remove)}>
        ${say('files.remove')} <span class="visually-hidden">${say('files.which', { name })}</span>
      </button>
    </div>
    ${piece.undecided && choice(piece, name, view)}
  </li>`;
}

/** What to do about the faults of files, once they are known: nothing has to be. */
export const goingOn = (files: FilesShown, { say }: DoorView): string | undefined =>
  refused(files.uploads).length > 0 ? say('files.goOn') : undefined;

/** What is wrong with the files of a form: each that was not taken, what waits for a choice, what ran out. */
export function fileFaults(
  id: string,
  files: FilesShown,
  { say, tell }: DoorView,
): { text: string; anchor: string }[] {
  const waiting = undecidedIn(files.pieces);
  return [
    ...refused(files.uploads).map(({ name, problem }) => {
      const what = tell(`evidence:problem.${problem}`);
      return {
        text: say('files.refused', { name: name || say('files.nameless'), problem: what }),
        anchor: `f-${id}`,
      };
    }),
    ...(files.gone > 0 ? [{ text: say('files.gone', { count: files.gone }), anchor: `f-${id}` }] : []),
    ...(waiting ? [{ text: say('files.choose'), anchor: `told-${waiting.id}` }] : []),
  ];
}

/**
 * Files in a form: what is there already, each to be taken away again, and a picker for more. They are taken by any
 * button of the form; `upload` takes them and stays.
 */
export function filesField(id: string, shown: Shown, files: FilesShown, view: DoorView): Html {
  const { say } = view;
  const { error } = shown;
  const came = files.uploads.filter((upload) => 'piece' in upload).length;
  const described = [`f-${id}-hint`, error && `f-${id}-error`].filter(Boolean).join(' ');
  const picker = { id: `f-${id}`, type: 'file', name: id, multiple: true, autocomplete: 'off' };
  return html`<fieldset class="${error === undefined ? 'field files' : 'field files has-error'}">
    <legend>${labelled(shown, view)}</legend>
    ${notes(id, shown, view)}
    ${
      files.pieces.length > 0 &&
      html`<div ${attributes({ class: 'kept', tabindex: -1, autofocus: came > 0 && error === undefined })}>
        <p class="kept-title">${say('files.kept', { count: files.pieces.length })}</p>
        <ul class="pieces">
          ${files.pieces.map((piece) => item(piece, files, view))}
        </ul>
      </div>`
    }
    ${filesCarried(files)}
    ${files.unseen.length > 0 && html`<p>${say('files.unseen', { count: files.unseen.length })}</p>`}
    <div class="choice original">
      <input
        ${attributes({ id: `f-${id}-original`, type: 'checkbox', name: pieceField.original, value: '1', autocomplete: 'off', 'aria-describedby': `f-${id}-original-hint` })}
      />
      <div>
        <label for="f-${id}-original">${say('files.original')}</label>
        <p class="note" id="f-${id}-original-hint">${say('files.originalHint')}</p>
      </div>
    </div>
    <label for="f-${id}">${say(files.pieces.length > 0 ? 'files.more' : 'files.pick')}</label>
    <div class="picker">
      <input ${attributes({ ...picker, 'aria-describedby': described })} />
      <button ${attributes({ type: 'submit', name: 'do', value: 'upload', class: 'button quiet small' })}>
        ${say('files.upload')}
      </button>
    </div>
    <p class="note">${say('files.wait')}</p>
  </fieldset>`;
}
