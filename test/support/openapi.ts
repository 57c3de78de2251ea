import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
}

/** Problems of a value held against a named schema, as `path: what`. */
export type Validate = (schema: string, value: unknown) => string[];

const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Where LINE's OpenAPI definitions lie: `LINE_OPENAPI_DIR`, or a folder `shared/line-openapi` beside the project. */
export function openapiFile(): string | undefined {
  const dir = process.env['LINE_OPENAPI_DIR'] ?? join(process.cwd(), '..', 'shared', 'line-openapi');
  const file = join(dir, 'messaging-api.yml');
  return existsSync(file) ? file : undefined;
}

/**
 * A validator for the definitions' own dialect. Their discriminators are followed by hand (`type` → mapping), and a
 * property that no schema names is a problem too, although the definitions do not say so: it would be a misspelling.
 */
export function openapiValidator(file: string): Validate {
  const { components } = parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };

  function byRef(ref: string): Schema {
    const schema = components.schemas[ref.slice('#/components/schemas/'.length)];
    if (!schema) throw new Error(`no schema ${ref}`);
    return schema;
  }

  /** The schema without `$ref` and `allOf`. A parent reached through `allOf` has its discriminator answered already. */
  function flatten(schema: Schema): Schema {
    const { $ref, allOf, ...own } = $ref_(schema);
    void $ref;
    const parents = (allOf ?? []).map(flatten).map(({ discriminator: _, ...rest }) => rest);
    const all = [...parents, own];
    return {
      ...Object.assign({}, ...all),
      required: [...new Set(all.flatMap(({ required }) => required ?? []))],
      properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    };
  }
  const $ref_ = (schema: Schema): Schema => (schema.$ref ? byRef(schema.$ref) : schema);

  function* check(schema: Schema, value: unknown, path: string): Generator<string> {
    let flat = flatten(schema);
    if (flat.discriminator) {
      const { propertyName, mapping } = flat.discriminator;
      const kind = (value as Record<string, unknown> | null)?.[propertyName];
      const ref = typeof kind === 'string' ? mapping[kind] : undefined;
      if (!ref) return yield `${path}.${propertyName}: ${String(kind)} is none of its kinds`;
      flat = flatten(byRef(ref));
    }
    const type = flat.type ?? (Object.keys(flat.properties ?? {}).length > 0 ? 'object' : undefined);
    if (type && !TYPES[type]?.(value)) return yield `${path}: no ${type}`;
    if (flat.enum && !flat.enum.includes(value)) yield `${path}: ${String(value)} is not allowed`;
    if (typeof value === 'string') yield* checkText(flat, value, path);
    if (typeof value === 'number' && (value < (flat.minimum ?? value) || value > (flat.maximum ?? value))) {
      yield `${path}: ${value} is out of range`;
    }
    if (Array.isArray(value)) {
      if (value.length < (flat.minItems ?? 0)) yield `${path}: too few items`;
      if (value.length > (flat.maxItems ?? Infinity)) yield `${path}: too many items`;
      for (const [index, item] of value.entries()) yield* check(flat.items ?? {}, item, `${path}[${index}]`);
    } else if (type === 'object') yield* checkObject(flat, value as Record<string, unknown>, path);
  }

  function* checkText({ minLength, maxLength, format }: Schema, value: string, path: string) {
    if (value.length < (minLength ?? 0)) yield `${path}: too short`;
    if (value.length > (maxLength ?? Infinity)) yield `${path}: too long`;
    if (format === 'uri' && !URL.canParse(value)) yield `${path}: no address`;
  }

  function* checkObject(schema: Schema, value: Record<string, unknown>, path: string): Generator<string> {
    for (const name of schema.required ?? []) if (!(name in value)) yield `${path}.${name}: missing`;
    for (const [name, each] of Object.entries(value)) {
      const property = schema.properties?.[name];
      if (property) yield* check(property, each, `${path}.${name}`);
      else yield `${path}.${name}: unknown`;
    }
  }

  return (schema, value) => [...check(byRef(`#/components/schemas/${schema}`), value, schema)];
}
