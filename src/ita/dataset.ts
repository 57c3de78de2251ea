/**
 * The one door to the ITA knowledge: loading and validating an agency's directory, keeping it fresh, looking things up,
 * and the shapes of it all. Rules and their findings are in `rules.ts`.
 */
export { loadAgency, DATASET_FILE, type AgencyData } from './load-agency.ts';
export { createAgencySource, type AgencySource, type AgencySourceOptions } from './agency-source.ts';
export { DataError, describeIssue, type DataIssue } from './data-error.ts';
export * from './lookups.ts';
export { formatScore } from './score.ts';
export { sectionName } from './sections.ts';
export type * from './schema.ts';
export type { Agency, Contact, Unit } from './agency.ts';
export type { NationalDoor, Policy, PolicyKind } from './policy.ts';
