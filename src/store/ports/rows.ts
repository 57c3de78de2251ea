/** A member of staff, encoded by `accounts/`. */
export interface PersonRow {
  id: string;
  /** From 1. */
  version: number;
  data: Uint8Array;
}

export interface PeoplePort {
  /** By id. */
  list(): Promise<PersonRow[]>;
  get(id: string): Promise<PersonRow | undefined>;
  /** As SessionPort.save. */
  save(row: PersonRow): Promise<boolean>;
}

/** Small collections that staff write: their own answers, questions that wait for one, reports on measures. */
export interface RowPort extends PeoplePort {
  /** False when there is none. */
  remove(id: string): Promise<boolean>;
}
