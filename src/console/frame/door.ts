import type { Answer, Visit } from './view.ts';

/** What a page before the sign-in gets. Nobody is signed in; the cookie is of this door alone. */
export interface DoorVisit extends Omit<Visit, 'member'> {
  cookie: string | undefined;
}

/** `cookie`: a new value to keep, null to forget it. */
export interface DoorAnswer {
  answer: Answer;
  cookie?: string | null;
}

/** An entrance for people who cannot sign in: set-up, invitations, recovery. Forms must come from our own pages. */
export interface Door {
  /** Its address under `/console`, and the name of its cookie. */
  name: string;
  pages: readonly {
    method: 'get' | 'post';
    /** Under the door's address. */
    path: string;
    handle(visit: DoorVisit): Promise<DoorAnswer>;
  }[];
}
