import { Schema, type SchemaDefinition } from 'mongoose';

export const text = { type: String, required: true } as const;
// Mongoose's `required` refuses the empty string; days and facts are never empty, but a stub's are.
export const anyText = { type: String, default: '' } as const;
export const maybeText = { type: String, default: null } as const;
export const number = { type: Number, required: true } as const;
export const maybeNumber = { type: Number, default: null } as const;
export const flag = { type: Boolean, required: true } as const;
// Mongoose's `required` refuses empty bytes as well.
export const bytes = { type: Buffer } as const;

/** A schema with nothing that Mongoose adds by itself. Indexes are built by the migrations. */
export function schemaOf<T>(
  collection: string,
  definition: SchemaDefinition,
  indexes: { key: Record<string, 1>; unique?: true }[] = [],
): Schema<T> {
  const schema = new Schema<T>(definition as never, {
    collection,
    versionKey: false,
    timestamps: false,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
    strict: 'throw',
    id: false,
  });
  for (const { key, unique } of indexes) schema.index(key, { unique: unique ?? false });
  return schema;
}
