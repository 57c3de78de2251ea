import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { join } from 'node:path';
import { dayOf, type Clock } from '../../clock.ts';
import type { Desk } from '../../cases/desk.ts';
import type { Evidence } from '../../cases/evidence/evidence.ts';
import { CASE_KINDS, type CaseKind } from '../../cases/kinds.ts';
import type { I18n } from '../../i18n.ts';
import type { AgencyData } from '../../ita/dataset.ts';
import type { SecretBox } from '../../secret-box.ts';
import type { CounterPort, SessionPort } from '../../store/ports.ts';
import type { AssetFile } from '../../web/assets.ts';
import { langOf } from '../../web/lang.ts';
import { FormError, type FormLimits } from '../../web/multipart.ts';
import type { RenderPage } from '../../web/layout.ts';
import { sendPage } from '../../web/respond.ts';
import type { Features } from '../features.ts';
import { createCapacity, type CapacityLimits } from './capacity.ts';
import { createCasePasses } from './case-pass.ts';
import { createDrafts } from './drafts.ts';
import { countFailure } from './fail.ts';
import type { Upload } from './files-shown.ts';
import { createFiles, type FilePlace } from './files.ts';
import { createFiling, failureText } from './filing.ts';
import { createFollowing } from './following.ts';
import { PATHS, TRACK_PATH } from './parts.ts';
import type { PlaceLimits } from './places.ts';
import { brokenPage, cutPage, tooLargePage, waitPage } from './plain-pages.ts';
import type { Posted } from './posted.ts';
import { createReception, TYPED_BYTES } from './reception.ts';
import { createBags, createTickets } from './ticket.ts';
import { createView, type Answer, type DoorView } from './view.ts';

/** The door's own style sheet, for `createAssets`. */
export const DOOR_ASSETS: readonly AssetFile[] = [
  { name: 'door.css', path: join(import.meta.dirname, 'door.css') },
];

export interface DoorNeeds {
  i18n: I18n;
  renderPage: RenderPage;
  data: () => AgencyData;
  desk: Desk;
  evidence: Pick<Evidence, 'receive' | 'drop'>;
  sessions: SessionPort;
  counters: CounterPort;
  /** The box that seals all sessions, chats' too: the purge job opens them with it. */
  sessionBox: SecretBox;
  /** A box of its own purpose, for what pages carry. */
  doorBox: SecretBox;
  clock: Clock;
  features: Pick<Features, 'report' | 'comment' | 'track'>;
  limits?: CapacityLimits;
  formLimits?: FormLimits;
  places?: PlaceLimits;
}

const HOST = /^[a-z0-9.-]{1,253}(?::\d{1,5})?$/i;
const FEATURE_OF = { complaint: 'report', comment: 'comment' } as const satisfies Record<
  CaseKind,
  keyof Features
>;

interface Way {
  path: string;
  open(view: DoorView): Promise<Answer>;
  act(posted: Posted, source: string, view: DoorView, uploads: readonly Upload[]): Promise<Answer>;
  /** Where the files of a sent form belong; undefined when the form is not ours. */
  place(posted: Posted): FilePlace | undefined;
  sorry(posted: Posted, failed: string, view: DoorView): Answer;
}

/**
 * `/report`, `/comment` and `/track`: all that the chat does, without script, cookie or login. Nothing here writes a
 * line to a log; who asks is known by a keyed hash in memory, for minutes or until the answer (`capacity.ts`).
 */
export function createDoor(needs: DoorNeeds): Router {
  const { i18n, renderPage, data, desk, clock, counters, features } = needs;
  const drafts = createDrafts({
    port: needs.sessions,
    box: needs.sessionBox,
    clock,
    idleHours: () => data().policy.draftIdleHours,
  });
  const files = createFiles({ evidence: needs.evidence, drafts, places: needs.places });
  const capacity = createCapacity(clock, needs.limits);
  const reception = createReception({ capacity, files, limits: needs.formLimits });
  const tickets = createTickets(needs.doorBox);
  const filing = createFiling({ desk, tickets, drafts, files });
  const passes = createCasePasses(needs.doorBox, clock);
  const following = createFollowing({ desk, passes, bags: createBags(needs.doorBox), drafts, files });

  const filingWays = CASE_KINDS.filter((kind) => features[FEATURE_OF[kind]]).map((kind): Way => ({
    path: PATHS[kind],
    open: (view) => filing.open(kind, view),
    act: (posted, _source, view, uploads) => filing.act(kind, posted, view, uploads),
    place: (posted) => filing.place(kind, posted),
    sorry: (posted, failed, view) => filing.sorry(kind, posted, failed, view),
  }));
  const trackWay: Way = { path: TRACK_PATH, ...following, open: async (view) => following.open(view) };
  const ways = features.track ? [...filingWays, trackWay] : filingWays;

  const viewFor = (request: Request) => {
    const called = request.get('host') ?? '';
    const host = HOST.test(called) ? called : undefined;
    return createView(i18n, langOf(request), { data: data(), today: dayOf(clock.now()), host });
  };
  const send = (path: string, view: DoorView, answer: Answer, response: Parameters<RequestHandler>[1]) => {
    const { title, body, typing, status } = answer;
    const bodyClass = typing ? 'typing' : undefined;
    sendPage(
      response,
      renderPage({ lang: view.lang, title, body, path, styles: ['door.css'], bodyClass }),
      status,
    );
  };

  /** What a page says after a failure, with what was typed where that helps. */
  async function afterFailure(
    way: Way,
    error: unknown,
    posted: Posted | undefined,
    view: DoorView,
  ): Promise<Answer> {
    const failed = failureText(error, view);
    if (failed !== undefined) return posted ? way.sorry(posted, failed, view) : waitPage(failed, view);
    await countFailure(counters, error);
    return brokenPage(view);
  }

  const open =
    (way: Way): RequestHandler =>
    async (request, response) => {
      const view = viewFor(request);
      const failed = (error: unknown) => afterFailure(way, error, undefined, view);
      send(way.path, view, await way.open(view).catch(failed), response);
    };

  const act =
    (way: Way): RequestHandler =>
    async (request, response) => {
      const view = viewFor(request);
      const { welcome, posted, uploads, failed } = await reception.receive(request, way);
      const sorry = (error: unknown) => afterFailure(way, error, posted, view);
      const work = async () => {
        if ('error' in welcome) throw welcome.error;
        if (failed) throw failed.error;
        return way.act(posted, welcome.source, view, uploads);
      };
      send(way.path, view, await work().catch(sorry), response);
    };

  /** A body that cannot be read: too large, broken off, of another kind. */
  const unreadable =
    (way: Way): ErrorRequestHandler =>
    (error: { status?: number }, request, response, next) => {
      if (response.headersSent) return next(error);
      // The rest of what was sent is not read.
      if (error instanceof FormError) response.set('Connection', 'close');
      const view = viewFor(request);
      const answer = error.status === 413 ? tooLargePage(view) : cutPage(view);
      send(way.path, view, answer, response);
    };

  const router = Router({ strict: true, caseSensitive: true });
  const body = express.urlencoded({ extended: false, limit: TYPED_BYTES, parameterLimit: 400 });
  for (const way of ways) {
    router.get(way.path, open(way));
    router.post(way.path, body, act(way), unreadable(way));
  }
  return router;
}
