import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** The sample agency that ships with the software. */
export const MUEANG_PHON = join(import.meta.dirname, '..', '..', 'data', 'mueang-phon');

/** A directory of agency files that a test may spoil; call `remove` at the end. */
export interface AgencyDir {
  dir: string;
  /** Replaces the first `from` in a file; throws when it is not there, so that no test passes by accident. */
  change(file: string, from: string | RegExp, to: string): Promise<void>;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  remove(): Promise<void>;
}

async function agencyDir(dir: string): Promise<AgencyDir> {
  const read = (file: string) => readFile(join(dir, file), 'utf8');
  const write = (file: string, text: string) => writeFile(join(dir, file), text);
  return {
    dir,
    read,
    write,
    async change(file, from, to) {
      const text = await read(file);
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} does not contain ${String(from)}`);
      await write(file, changed);
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

const freshDir = () => mkdtemp(join(tmpdir(), 'suetrong-agency-'));

/** A copy of the sample agency. */
export async function copyOfMueangPhon(): Promise<AgencyDir> {
  const dir = await freshDir();
  await cp(MUEANG_PHON, dir, { recursive: true });
  return agencyDir(dir);
}

const both = (th: string, en: string) => ({ th, en });

/** A small made-up agency of another kind, as objects to change before they are written. */
export function smallAgency() {
  return {
    agency: {
      id: 'ban-mai',
      type: both('องค์การบริหารส่วนตำบล', 'subdistrict administrative organisation'),
      name: both('องค์การบริหารส่วนตำบลบ้านใหม่', 'Ban Mai Subdistrict Administrative Organisation'),
      shortName: both('อบต.บ้านใหม่', 'Ban Mai'),
      aliases: ['อบต.บ้านใหม่', 'Ban Mai'],
      place: {
        district: both('อำเภอตัวอย่าง', 'Sample district'),
        province: both('จังหวัดตัวอย่าง', 'Sample province'),
      },
      units: [
        { id: 'council', kind: 'executive', name: both('คณะผู้บริหาร', 'Executives') },
        {
          id: 'clerk',
          kind: 'office',
          parent: 'council',
          name: both('สำนักปลัด', 'Clerk’s office'),
          intake: true,
        },
        { id: 'works', kind: 'office', parent: 'council', name: both('กองช่าง', 'Public works') },
      ],
    },
    dataset: {
      year: 2570,
      source: both('ผลประเมินตัวอย่าง', 'Sample result'),
      passMark: 85,
      passMarkSection: '1',
      overall: { score: 90, section: '1', grade: 'A' },
      gradeScale: {
        section: '1',
        steps: [
          { grade: 'A', from: 85 },
          { grade: 'F', from: 0 },
        ],
      },
      parts: [
        { code: 'IIT', weight: 50, name: both('ใน', 'in'), measures: both('ใน', 'in'), section: '1' },
        { code: 'OIT', weight: 50, name: both('เว็บ', 'web'), measures: both('เว็บ', 'web'), section: '1' },
      ],
      indicators: [
        { number: 1, part: 'IIT', name: both('หน้าที่', 'Duties'), score: 80, section: '1' },
        { number: 2, part: 'OIT', name: both('เปิดเผย', 'Disclosure'), score: 100, section: '1' },
      ],
    },
  };
}

/** Writes an agency made by `smallAgency` (policy of the sample) into a directory of its own. */
export async function writeAgency({ agency, dataset }: ReturnType<typeof smallAgency>): Promise<AgencyDir> {
  const dir = await freshDir();
  await mkdir(dir, { recursive: true });
  const files = await agencyDir(dir);
  await files.write('agency.yaml', stringify(agency));
  await files.write('policy.yaml', await readFile(join(MUEANG_PHON, 'policy.yaml'), 'utf8'));
  await files.write(`ita-${dataset.year}.yaml`, stringify(dataset));
  return files;
}
