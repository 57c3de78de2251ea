import { afterAll, beforeAll } from '@jest/globals';
import type { Answers } from '../../src/cases/fields.ts';
import { newCode, type TrackingCode } from '../../src/cases/tracking.ts';
import type { Workplace } from '../../src/workplace.ts';
import { as, startTown, type SetUp, type Town } from './run-cli.ts';

/** What every case says that `complain` files, if nothing else is asked for. */
export const WHAT = 'มีคนขอเงินห้าร้อยบาท';

export interface Filed {
  id: string;
  code: TrackingCode;
}

/** Files a complaint about a unit, beside a running server. */
export async function complain(
  { cases }: Workplace,
  unit: string,
  what = WHAT,
  more: Answers = {},
): Promise<Filed> {
  const answers: Answers = {
    category: { of: 'option', value: 'bribe' },
    unit: { of: 'unit', value: unit },
    what: { of: 'story', parts: [{ text: what }] },
    ...more,
  };
  const code = newCode();
  const { caseId } = await cases.desk.file({ kind: 'complaint', answers, lang: 'th', code });
  return { id: caseId, code };
}

export interface TownUnderTest {
  readonly town: Town;
  readonly made: SetUp;
  readonly server: Workplace;
  /** The options that sign somebody in. */
  sign(name: string): string[];
  file(unit: string, what?: string, more?: Answers): Promise<Filed>;
}

/** A town with its server for all tests of a file. It costs seconds: keys and passphrases are as in earnest. */
export function townUnderTest(): TownUnderTest {
  let town: Town;
  let made: SetUp;
  let server: Workplace;
  beforeAll(async () => {
    ({ town, made, server } = await startTown());
  });
  afterAll(async () => {
    await server.close();
    town.remove();
  });
  return {
    get town() {
      return town;
    },
    get made() {
      return made;
    },
    get server() {
      return server;
    },
    sign: (name) => as(town, made, name),
    file: (unit, what, more) => complain(server, unit, what, more),
  };
}
