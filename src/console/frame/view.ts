import type { Request, Response } from 'express';
import type { PersonView } from '../../accounts/person.ts';
import type { Worker } from '../../cases/casework.ts';
import type { Day } from '../../clock.ts';
import type { AgencyData } from '../../ita/dataset.ts';
import type { I18n, Lang } from '../../i18n.ts';
import { createFormKit, hiddenField, postForm, type FormKit } from '../../web/form.ts';
import { html, type Html } from '../../web/html.ts';
import { withLang } from '../../web/lang.ts';
import type { Posted } from './posted.ts';

export type Params = Record<string, string | number>;

/** Who is signed in, as of this request. */
export interface Member {
  person: PersonView;
  /** With a key id that fits no case when the key is not (or no longer) a confirmed one. */
  worker: Worker;
  /** The key is a confirmed recipient of cases now. */
  keyed: boolean;
  lane: string;
  csrf: string;
  /** Seals what only this session is to open again; never to be stored, logged or sent. */
  secret: string;
}

/** The words and helpers of one page. */
export interface ConsoleView {
  lang: Lang;
  today: Day;
  data: AgencyData;
  kit: FormKit;
  /** A text of `locales/<lang>/console.json`. */
  say: (key: string, params?: Params) => string;
  /** A text of any area, also in another language. */
  tell: (key: string, params?: Params, lang?: Lang) => string;
  /** The first of these texts that exists; else `fallback`. */
  tellOr: (keys: readonly string[], fallback: string, params?: Params) => string;
  /** An address of the console in this page's language; `path` begins with `/` or is empty. */
  at: (path: string) => string;
  /** The name of a unit, special or of the tree. */
  unit: (ref: string) => string;
  /** A form sent to an address of the console, with the session's token. */
  form: (path: string, body: Html) => Html;
}

/** What a screen gets. */
export interface Visit {
  view: ConsoleView;
  member: Member;
  posted: Posted;
  /** The address people reach this server at, without a slash at its end. */
  origin: string;
  param: (name: string) => string;
  /** A value of the query; empty when it is not there. */
  query: (name: string) => string;
}

export type Answer =
  | {
      status?: number;
      title: string;
      body: Html;
      /** For the language switch; under `/console`. Left out: nothing in the menu is marked. */
      path?: string;
      /** What comes after the body piece by piece, while it is made; `left`: the reader has gone. */
      follows?: (left: AbortSignal) => AsyncIterable<Html>;
      /** Media of ours that the page shows besides pictures. */
      shows?: 'media' | 'frame';
      /** Something may have been typed: no link to the other language, which would lose it. */
      typing?: boolean;
      /** The browser asks for the page again after so many seconds. */
      refresh?: number;
    }
  | {
      /** Go there, under `/console`. */
      to: string;
    }
  | {
      /** Sends the answer by itself: what is streamed. Resolves when nothing is left to send. */
      send: (exchange: Exchange) => Promise<void>;
    };

/** An answer that is a page. */
export type PageAnswer = Extract<Answer, { title: string }>;

/** The connection of an answer that is streamed. */
export interface Exchange {
  request: Request;
  response: Response;
}

export function createView(
  i18n: I18n,
  given: { lang: Lang; data: AgencyData; today: Day; csrf?: string },
): ConsoleView {
  const { lang, data, today, csrf } = given;
  const at = (path: string) => withLang(`/console${path}`, lang);
  const tellOr: ConsoleView['tellOr'] = (keys, fallback, params) => {
    const key = keys.find((each) => i18n.has(lang, each));
    return key === undefined ? fallback : i18n.t(lang, key, params);
  };
  return {
    lang,
    today,
    data,
    at,
    tellOr,
    kit: createFormKit((of, key, params) => i18n.t(of, key, params), lang),
    say: (key, params) => i18n.t(lang, `console:${key}`, params),
    tell: (key, params, other = lang) => i18n.t(other, key, params),
    unit: (ref) =>
      data.agency.units.find(({ id }) => id === ref)?.name[lang] ?? tellOr([`cases:unit.${ref}`], ref),
    form: (path, body) =>
      postForm({
        action: at(path),
        body: html`${csrf !== undefined && hiddenField('csrf', csrf)} ${body}`,
      }),
  };
}
