import { z } from 'zod';
import { textSchema } from './schema.ts';

/** The shape of `agency.yaml`: who the agency is, and its tree of units. */

const filled = z.string().trim().min(1);
const unitId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const unitSchema = z.strictObject({
  id: unitId,
  kind: z.enum(['executive', 'post', 'office', 'section', 'work']),
  parent: unitId.optional(),
  name: textSchema,
  aliases: z.array(filled).default([]),
  /** Receives complaints. */
  intake: z.boolean().default(false),
});
export type Unit = z.infer<typeof unitSchema>;

export const contactSchema = z.strictObject({
  /** `internal-extension` cannot be dialled from outside and is never offered as the agency's telephone. */
  kind: z.enum(['phone', 'email', 'website', 'line', 'address', 'internal-extension']),
  value: filled,
  unit: unitId.optional(),
  note: textSchema.optional(),
  section: filled.optional(),
});
export type Contact = z.infer<typeof contactSchema>;

export const agencySchema = z.strictObject({
  id: unitId,
  type: textSchema,
  name: textSchema,
  shortName: textSchema,
  /** Ways people write this agency, all meaning "us". */
  aliases: z.array(filled).default([]),
  place: z.strictObject({ district: textSchema, province: textSchema }),
  contacts: z.array(contactSchema).default([]),
  units: z.array(unitSchema).min(1),
});
export type Agency = z.infer<typeof agencySchema>;

export const findUnit = (agency: Agency, id: string): Unit | undefined =>
  agency.units.find((unit) => unit.id === id);

/** The units above, nearest first. Empty for a top unit and for an unknown id. */
export function ancestorsOf(agency: Agency, id: string): Unit[] {
  const chain: Unit[] = [];
  let parent = findUnit(agency, id)?.parent;
  while (parent !== undefined && !chain.some((unit) => unit.id === parent)) {
    const unit = findUnit(agency, parent);
    if (!unit) break;
    chain.push(unit);
    parent = unit.parent;
  }
  return chain;
}

/** Everything below, in the order of the file. */
export const descendantsOf = (agency: Agency, id: string): Unit[] =>
  agency.units.filter((unit) => ancestorsOf(agency, unit.id).some((above) => above.id === id));

/** Whether two units are the same or one stands above the other: the relation of the conflict rule. */
export function onOneLine(agency: Agency, a: string, b: string): boolean {
  const above = (lower: string, upper: string) =>
    ancestorsOf(agency, lower).some((unit) => unit.id === upper);
  return a === b || above(a, b) || above(b, a);
}

/** The unit and the offices above it, largest first, without the clerk and the executives who stand above everyone. */
export function unitPath(agency: Agency, id: string): Unit[] {
  const unit = findUnit(agency, id);
  if (!unit) return [];
  const offices = ancestorsOf(agency, id).filter(({ kind }) => kind === 'office' || kind === 'section');
  return [...offices.reverse(), unit];
}

/** Units that receive complaints. */
export const intakeUnits = (agency: Agency): Unit[] => agency.units.filter((unit) => unit.intake);
