import type { Agency } from './agency.ts';
import { createLexicon, type Span } from './lexicon.ts';
import { fold } from './normalise.ts';

/**
 * Offices and bodies that Thai municipalities commonly have. Those of our own agency stand in its file; what is named here
 * and not there is an office the report says nothing of.
 */
const COMMON: readonly { th: string; en: string; says: string }[] = [
  { th: 'กองช่าง', en: 'the Public Works Office', says: 'กองช่าง|สำนักช่าง|สำนักการช่าง|engineering division|engineering office|engineering department|public works' },
  { th: 'กองสาธารณสุข', en: 'the Public Health Office', says: 'กองสาธารณสุข|สาธารณสุขและสิ่งแวดล้อม|สำนักสาธารณสุข|public health office|public health division|public health department' },
  { th: 'กองสวัสดิการสังคม', en: 'the Social Welfare Office', says: 'กองสวัสดิการ|กองสวัสดิการสังคม|สวัสดิการสังคม|พัฒนาชุมชน|social welfare' },
  { th: 'กองการเจ้าหน้าที่', en: 'the Personnel Office', says: 'กองการเจ้าหน้าที่' },
  { th: 'กองยุทธศาสตร์และงบประมาณ', en: 'the Strategy and Budget Office', says: 'กองยุทธศาสตร์|กองยุทธศาสตร์และงบประมาณ' },
  { th: 'กองการประปา', en: 'the Waterworks Office', says: 'กองประปา|กองการประปา|waterworks' },
  { th: 'กองการแพทย์', en: 'the Medical Office', says: 'กองการแพทย์' },
  { th: 'หน่วยตรวจสอบภายใน', en: 'the Internal Audit Unit', says: 'หน่วยตรวจสอบภายใน|งานตรวจสอบภายใน|internal audit unit|internal audit office' },
  { th: 'งานทะเบียนราษฎร', en: 'the Civil Registration Unit', says: 'งานทะเบียน|ฝ่ายทะเบียน|ทะเบียนราษฎร|registration office|civil registration' },
  { th: 'งานเทศกิจ', en: 'the Municipal Inspectors', says: 'เทศกิจ|งานเทศกิจ|ฝ่ายเทศกิจ|municipal inspectors' },
  { th: 'งานป้องกันและบรรเทาสาธารณภัย', en: 'the Disaster Prevention Unit', says: 'บรรเทาสาธารณภัย|งานป้องกันและบรรเทา|งานป้องกันฯ|fire brigade|fire station|disaster prevention' },
  { th: 'งานนิติการ', en: 'the Legal Unit', says: 'งานนิติการ|ฝ่ายนิติการ|นิติกร|legal office' },
  { th: 'งานรายได้', en: 'the Revenue Unit', says: 'งานรายได้|ฝ่ายพัฒนารายได้|งานจัดเก็บรายได้|งานผลประโยชน์|revenue office' },
  { th: 'สภาเทศบาล', en: 'the Municipal Council', says: 'สภาเทศบาล|สมาชิกสภาเทศบาล|ประธานสภา|municipal council|town council' },
  { th: 'งานธุรการ', en: 'the Clerical Unit', says: 'งานธุรการ|ฝ่ายธุรการ' },
  { th: 'งานประชาสัมพันธ์', en: 'the Public Relations Unit', says: 'งานประชาสัมพันธ์|ฝ่ายประชาสัมพันธ์|public relations office' },
]; // prettier-ignore

/** How the name of an office begins that no list knows (folded). */
const OFFICE = /กอง|สำนัก(?!งาน|ปลัด)|แผนก/g;
const ANY = /^(?:ไหน|ได|อะไร|หยัง|ไส|ทุน|เตม|อยุ|ไว)/;

export interface OtherOffice {
  /** Undefined when only the kind of name was recognised. */
  name: { th: string; en: string } | undefined;
  spans: readonly Span[];
}

export interface OfficeIndex {
  /**
   * An office in the text that the agency's file does not know. `own` are the stretches its own units stand on,
   * `isForeign` counts the letters at the beginning of a text that belong to no word we know.
   */
  find(
    folded: string,
    own: readonly Span[],
    leadingForeign: (from: number) => number,
  ): OtherOffice | undefined;
}

/** Prepares telling offices we know nothing of from our own. */
export function createOfficeIndex(agency: Agency): OfficeIndex {
  const ours = new Set(
    agency.units.flatMap(({ name, aliases }) => [name.th, name.en, ...aliases]).map((text) => fold(text)),
  );
  const others = COMMON.flatMap((office) => {
    const wordings = office.says.split('|').filter((text) => !ours.has(fold(text)));
    return ours.has(fold(office.th)) ? [] : wordings.map((text) => ({ owner: office, text }));
  });
  const lexicon = createLexicon(others);
  const within = ([from, to]: Span, spans: readonly Span[]) =>
    spans.some((own) => own[0] <= from && to <= own[1]);
  return {
    find(folded, own, leadingForeign) {
      const named = lexicon
        .match(folded)
        .filter(({ quality, spans }) => quality === 1 && !spans.every((span) => within(span, own)))
        .sort((a, b) => b.weight - a.weight)[0];
      if (named) return { name: named.owner, spans: named.spans };
      for (const match of folded.matchAll(OFFICE)) {
        const to = match.index + match[0].length;
        if (within([match.index, to], own) || ANY.test(folded.slice(to))) continue;
        const letters = leadingForeign(to);
        if (letters >= 3)
          return { name: undefined, spans: [[match.index, Math.min(folded.length, to + letters)]] };
      }
      return undefined;
    },
  };
}
