import mongoose from 'mongoose';

/** Every document of a database as the bytes it travels in, by collection. */
export async function dumpOf(uri: string): Promise<{ name: string; bytes: Buffer }[]> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const collections = await connection.listCollections();
    if (collections.length < 8) throw new Error(`only ${collections.length} collections to search`);
    const dumps: { name: string; bytes: Buffer }[] = [];
    for (const { name } of collections) {
      const documents = (await connection
        .collection(name)
        .find({}, { raw: true })
        .toArray()) as unknown as Buffer[];
      documents.forEach((bytes, n) => dumps.push({ name: `mongo/${name}/${n}`, bytes: Buffer.from(bytes) }));
    }
    return dumps;
  } finally {
    await connection.close();
  }
}
