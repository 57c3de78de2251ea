import type { Day } from '../../../clock.ts';
import { bytes, number, schemaOf, text } from './schema.ts';

export interface SessionDoc {
  _id: string;
  version: number;
  sealed: Buffer;
  day: Day;
}

export interface CounterDoc {
  _id: string;
  value: number;
}

export interface PersonDoc {
  _id: string;
  version: number;
  data: Buffer;
}

export interface SettingDoc {
  _id: string;
  value: Buffer;
}

export interface AuditDoc {
  _id: number;
  day: Day;
  entry: Buffer;
  mac: Buffer;
}

export const RECORD_SCHEMAS = {
  sessions: schemaOf<SessionDoc>('session', { _id: text, version: number, sealed: bytes, day: text }),
  counters: schemaOf<CounterDoc>('counter', { _id: text, value: number }),
  people: schemaOf<PersonDoc>('person', { _id: text, version: number, data: bytes }),
  records: schemaOf<PersonDoc>('record', { _id: text, version: number, data: bytes }),
  settings: schemaOf<SettingDoc>('setting', { _id: text, value: bytes }),
  audit: schemaOf<AuditDoc>('audit', { _id: number, day: text, entry: bytes, mac: bytes }),
} as const;
