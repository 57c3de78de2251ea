import type { Agency } from './agency.ts';
import { pathText, type DataIssue } from './data-error.ts';
import type { Dataset } from './schema.ts';

/** Checks that things named in the files exist, exist once, and fit each other; the schemas check each value alone. */

type Locate = (path: readonly PropertyKey[]) => number | undefined;
type Report = (path: PropertyKey[], key: string, params?: DataIssue['params']) => void;

function reporter(file: string, locate: Locate, issues: DataIssue[]): Report {
  return (path, key, params = {}) => {
    const line = locate(path);
    issues.push({ file, path: pathText(path), ...(line === undefined ? {} : { line }), key, params });
  };
}

/** Reports every second appearance of an id. */
function unique<T>(
  report: Report,
  list: string,
  rows: readonly T[],
  field: string,
  id: (row: T) => string | number,
) {
  const seen = new Set<string | number>();
  rows.forEach((row, at) => {
    if (seen.has(id(row))) report([list, at, field], 'twice', { value: id(row) });
    seen.add(id(row));
  });
}

/** Units: unique ids, parents that exist, no circle, at least one that receives complaints. */
export function checkAgency(agency: Agency, file: string, locate: Locate): DataIssue[] {
  const issues: DataIssue[] = [];
  const report = reporter(file, locate, issues);
  unique(report, 'units', agency.units, 'id', (unit) => unit.id);
  const parents = new Map(agency.units.map((unit) => [unit.id, unit.parent]));
  agency.units.forEach((unit, at) => {
    if (unit.parent === undefined) return;
    if (!parents.has(unit.parent))
      return report(['units', at, 'parent'], 'no-such-unit', { value: unit.parent });
    const walked = new Set([unit.id]);
    for (let above: string | undefined = unit.parent; above !== undefined; above = parents.get(above)) {
      if (walked.has(above)) return report(['units', at, 'parent'], 'circle', { value: unit.id });
      walked.add(above);
    }
  });
  if (!agency.units.some((unit) => unit.intake)) report(['units'], 'no-intake');
  agency.contacts.forEach((contact, at) => {
    if (contact.unit !== undefined && !parents.has(contact.unit))
      report(['contacts', at, 'unit'], 'no-such-unit', { value: contact.unit });
  });
  return issues;
}

/** Codes: unique, belonging to what exists; units exist in the agency. `agency` is absent when its file is broken. */
export function checkDataset(
  dataset: Dataset,
  agency: Agency | undefined,
  file: string,
  locate: Locate,
): DataIssue[] {
  const issues: DataIssue[] = [];
  const report = reporter(file, locate, issues);
  if (file !== `ita-${dataset.year}.yaml`) report(['year'], 'year-not-file', { value: dataset.year });

  unique(report, 'parts', dataset.parts, 'code', (part) => part.code);
  unique(report, 'indicators', dataset.indicators, 'number', (indicator) => indicator.number);
  unique(report, 'questions', dataset.questions, 'code', (question) => question.code);
  unique(report, 'subIndicators', dataset.subIndicators, 'code', (sub) => sub.code);
  unique(report, 'items', dataset.items, 'code', (item) => item.code);
  unique(report, 'remarkKinds', dataset.remarkKinds, 'id', (kind) => kind.id);
  unique(report, 'obstacles', dataset.obstacles, 'id', (obstacle) => obstacle.id);
  unique(report, 'measures', dataset.measures, 'indicator', (measure) => measure.indicator);

  const parts = new Set(dataset.parts.map((part) => part.code));
  const numbers = new Set(dataset.indicators.map((indicator) => indicator.number));
  const questions = new Set(dataset.questions.map((question) => question.code));
  const subs = new Set(dataset.subIndicators.map((sub) => sub.code));
  const items = new Set(dataset.items.map((item) => item.code));
  const kinds = new Set(dataset.remarkKinds.map((kind) => kind.id));
  const units = agency && new Set(agency.units.map((unit) => unit.id));

  const weights = dataset.parts.reduce((sum, part) => sum + part.weight, 0);
  if (weights !== 100) report(['parts'], 'weights', { value: weights });
  const indicator = (path: PropertyKey[], number: number) =>
    numbers.has(number) || report(path, 'no-such-indicator', { value: number });
  const unit = (path: PropertyKey[], id: string) =>
    !units || units.has(id) || report(path, 'no-such-unit', { value: id });

  dataset.indicators.forEach(({ part }, at) => {
    if (!parts.has(part)) report(['indicators', at, 'part'], 'no-such-part', { value: part });
  });
  dataset.questions.forEach((question, at) => indicator(['questions', at, 'indicator'], question.indicator));
  dataset.subIndicators.forEach((sub, at) => indicator(['subIndicators', at, 'indicator'], sub.indicator));
  dataset.items.forEach((item, at) => {
    if (!subs.has(item.subIndicator))
      report(['items', at, 'subIndicator'], 'no-such-sub', { value: item.subIndicator });
    if (item.followsUp !== undefined && !items.has(item.followsUp))
      report(['items', at, 'followsUp'], 'no-such-item', { value: item.followsUp });
    item.remarks.forEach((remark, r) => {
      if (!kinds.has(remark.kind))
        report(['items', at, 'remarks', r, 'kind'], 'no-such-kind', { value: remark.kind });
    });
  });
  for (const list of ['strengths', 'weaknesses', 'opportunities', 'obstacles'] as const)
    dataset[list].forEach((point, at) => {
      point.indicators.forEach((number, n) => indicator([list, at, 'indicators', n], number));
      point.questions.forEach((code, n) => {
        if (!questions.has(code)) report([list, at, 'questions', n], 'no-such-question', { value: code });
      });
    });
  dataset.measures.forEach((measure, at) => {
    indicator(['measures', at, 'indicator'], measure.indicator);
    measure.units.forEach((id, n) => unit(['measures', at, 'units', n], id));
    measure.steps.forEach((step, s) =>
      step.units.forEach((id, n) => unit(['measures', at, 'steps', s, 'units', n], id)),
    );
  });
  const { highest, lowest, fell, questionCounts } = dataset.claims;
  if (highest) indicator(['claims', 'highest', 'indicator'], highest.indicator);
  if (lowest) indicator(['claims', 'lowest', 'indicator'], lowest.indicator);
  fell?.indicators.forEach((number, n) => indicator(['claims', 'fell', 'indicators', n], number));
  questionCounts.forEach((claim, n) =>
    indicator(['claims', 'questionCounts', n, 'indicator'], claim.indicator),
  );
  dataset.documents.forEach((document, at) => {
    if (document.unit !== undefined) unit(['documents', at, 'unit'], document.unit);
  });
  return issues;
}
