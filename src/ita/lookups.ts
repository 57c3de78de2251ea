import { descendantsOf, type Agency } from './agency.ts';
import type { AgencyData } from './load-agency.ts';
import type {
  Dataset,
  Grade,
  Indicator,
  Item,
  Measure,
  Part,
  PartCode,
  Question,
  SubIndicator,
} from './schema.ts';
import { exact, mean, rounded, weightedMean, type Ratio } from './score.ts';

/** Finding and deriving things in validated data. Every function is pure. */

/** The result of a Buddhist year, if we have it. */
export const datasetOf = (data: AgencyData, year: number): Dataset | undefined =>
  data.datasets.find((dataset) => dataset.year === year);

/** The newest result. Throws when there is none, which `loadAgency` never returns. */
export function latestDataset(data: AgencyData): Dataset {
  const [newest] = data.datasets;
  if (!newest) throw new Error('no dataset');
  return newest;
}

export const findIndicator = (dataset: Dataset, number: number): Indicator | undefined =>
  dataset.indicators.find((indicator) => indicator.number === number);
export const findQuestion = (dataset: Dataset, code: string): Question | undefined =>
  dataset.questions.find((question) => question.code === code);
export const findItem = (dataset: Dataset, code: string): Item | undefined =>
  dataset.items.find((item) => item.code === code);
export const findSubIndicator = (dataset: Dataset, code: string): SubIndicator | undefined =>
  dataset.subIndicators.find((sub) => sub.code === code);
export const findPart = (dataset: Dataset, code: PartCode): Part | undefined =>
  dataset.parts.find((part) => part.code === code);
export const findMeasure = (dataset: Dataset, indicator: number): Measure | undefined =>
  dataset.measures.find((measure) => measure.indicator === indicator);

export const indicatorsOfPart = (dataset: Dataset, part: PartCode): Indicator[] =>
  dataset.indicators.filter((indicator) => indicator.part === part);
export const questionsOf = (dataset: Dataset, indicator: number): Question[] =>
  dataset.questions.filter((question) => question.indicator === indicator);
export const subIndicatorsOf = (dataset: Dataset, indicator: number): SubIndicator[] =>
  dataset.subIndicators.filter((sub) => sub.indicator === indicator);
export const itemsOfSub = (dataset: Dataset, code: string): Item[] =>
  dataset.items.filter((item) => item.subIndicator === code);
export const itemsOf = (dataset: Dataset, indicator: number): Item[] => {
  const codes = new Set(subIndicatorsOf(dataset, indicator).map((sub) => sub.code));
  return dataset.items.filter((item) => codes.has(item.subIndicator));
};

/** Measures whose responsible units include the unit or one below it, and those for every unit. */
export function measuresOfUnit(dataset: Dataset, agency: Agency, unitId: string): Measure[] {
  const ids = new Set([unitId, ...descendantsOf(agency, unitId).map((unit) => unit.id)]);
  return dataset.measures.filter(
    (measure) => measure.everyUnit || measure.units.some((unit) => ids.has(unit)),
  );
}

/** The exact mean of a part's indicators; `null` when there are none. */
export const partMean = (dataset: Dataset, part: PartCode): Ratio | null =>
  mean(indicatorsOfPart(dataset, part).map((indicator) => exact(indicator.score)));

/** A part's score, rounded half up; the report prints none, so this is ours to derive. */
export function partScore(dataset: Dataset, part: PartCode): number | null {
  const value = partMean(dataset, part);
  return value && rounded(value);
}

/** The overall score by the weights of the parts, rounded once at the end. */
export function weightedOverall(dataset: Dataset): number | null {
  const parts = dataset.parts.map((part) => ({
    value: partMean(dataset, part.code),
    weight: part.weight,
  }));
  const known = parts.filter((part): part is { value: Ratio; weight: number } => part.value !== null);
  const value = known.length === parts.length ? weightedMean(known) : null;
  return value && rounded(value);
}

/** The exact mean of a sub-indicator's items. */
export const subIndicatorMean = (dataset: Dataset, code: string): Ratio | null =>
  mean(itemsOfSub(dataset, code).map((item) => exact(item.score)));

/** The grade of a score by the dataset's scale. */
export function gradeOf(dataset: Dataset, score: number): Grade {
  const steps = dataset.gradeScale.steps.toSorted((a, b) => b.from - a.from);
  return (steps.find((step) => score >= step.from) ?? steps.at(-1))?.grade ?? 'F';
}

/** Whether a score reaches the pass mark. */
export const passes = (dataset: Dataset, score: number): boolean => score >= dataset.passMark;

/** Indicators of `dataset` below (`-1`) or above (`1`) those of an earlier one. */
export const changed = (dataset: Dataset, before: Dataset, direction: -1 | 1): Indicator[] =>
  dataset.indicators.filter((indicator) => {
    const earlier = findIndicator(before, indicator.number);
    return earlier !== undefined && Math.sign(indicator.score - earlier.score) === direction;
  });
