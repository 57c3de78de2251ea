import type { AskContext } from '../ask-context.ts';
import { unitPath } from '../agency.ts';
import { plain } from '../wording.ts';

/** Units in words, with the offices they stand in: "กองคลัง ฝ่ายบริหารงานคลัง งานพัสดุและทรัพย์สิน". */
export function unitNames(
  context: Pick<AskContext, 'agency' | 'lang' | 't'>,
  units: readonly string[],
  everyUnit: boolean,
): string {
  const { agency, t } = context;
  const names = units.map((id) =>
    unitPath(agency, id)
      .map(({ name }) => plain(context, name))
      .reduce((outer, inner) => t('ita:measure.within', { outer, inner })),
  );
  return [...names, ...(everyUnit ? [t('ita:measure.every-unit')] : [])].join(', ');
}
