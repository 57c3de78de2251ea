import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/open-store.ts';
import { EVIDENCE_FILE } from '../../src/store/sqlite/database-file.ts';
import type { Store } from '../../src/store/ports.ts';
import { filesIn } from '../cases/stored-values.ts';
import { mongoUri } from './mongo-uri.ts';

/** Where a test's store keeps what it has. */
export interface StoredAt {
  dataDir: string;
  /** Left out: in files of `dataDir`. */
  mongodbUri?: string;
}

/** A fresh store for a test: in `dataDir`, or, with BOT_STORE=mongo, in a database of its own on the test's server. */
export async function openTestStore(dataDir: string): Promise<StoredAt & { store: Store }> {
  const mongodbUri = mongoUri();
  return { dataDir, mongodbUri, store: await openStore({ dataDir, mongodbUri }) };
}

/** How much sealed evidence lies in a store. */
export interface StoredEvidence {
  files: number;
  chunks: number;
  /** Of the files: those of drafts, and those of cases. One whose removal has begun is neither. */
  drafts: number;
  cases: number;
}

/** Counts past the store's own code, so that what it forgot to delete shows. */
export async function evidenceStored({ dataDir, mongodbUri }: StoredAt): Promise<StoredEvidence> {
  if (mongodbUri !== undefined) return evidenceInMongo(mongodbUri);
  const db = new DatabaseSync(join(dataDir, EVIDENCE_FILE), { readOnly: true });
  const count = (from: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${from}`).get()!['n']);
  try {
    return {
      files: count('evidence_file'),
      chunks: count('evidence_chunk'),
      drafts: count("evidence_file WHERE owner IS NULL AND day <> ''"),
      cases: count('evidence_file WHERE owner IS NOT NULL'),
    };
  } finally {
    db.close();
  }
}

async function evidenceInMongo(uri: string): Promise<StoredEvidence> {
  const { default: mongoose } = await import('mongoose'); // large: only for a test on MongoDB
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const files = await connection
      .collection('evidence')
      .find<{ owner: string | null; day: string }>({}, { projection: { owner: 1, day: 1 } })
      .toArray();
    const chunks = await connection
      .collection('chunk')
      .find({}, { projection: { _id: 1 } })
      .toArray();
    return {
      files: files.length,
      chunks: chunks.length,
      drafts: files.filter(({ owner, day }) => owner === null && day !== '').length,
      cases: files.filter(({ owner }) => owner !== null).length,
    };
  } finally {
    await connection.close();
  }
}

/** All bytes that lie there, by name: files of the folder with logs and all, and documents. */
export async function bytesStored({
  dataDir,
  mongodbUri,
}: StoredAt): Promise<{ name: string; bytes: Buffer }[]> {
  if (mongodbUri === undefined) return filesIn(dataDir);
  const { dumpOf } = await import('../proof/mongo-dump.ts');
  return [...filesIn(dataDir), ...(await dumpOf(mongodbUri))];
}
