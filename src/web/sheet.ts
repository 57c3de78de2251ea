import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';

/** A table for download: what it shows, what stands above the columns, the rows. `undefined` leaves a cell empty. */
export interface Sheet {
  title: string;
  head: readonly string[];
  rows: readonly (readonly (string | number | undefined)[])[];
}

export const CSV_TYPE = 'text/csv; charset=utf-8';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * All tables in one file, one below the other. It opens in Excel with its Thai letters (a byte order mark says that it is
 * UTF-8), and no text in it runs as a formula.
 */
export function toCsv(sheets: readonly Sheet[]): Buffer {
  const lines = sheets.flatMap(({ title, head, rows }) => [[title], [...head], ...rows, []]);
  const text = stringify(lines, {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return Buffer.from(text, 'utf8');
}

/** Excel allows 31 signs in the name of a sheet, and not these. */
const sheetName = (title: string, at: number) =>
  `${at + 1} ${title.replace(/[[\]:*?/\\']/g, ' ')}`.slice(0, 31).trim();

/** One sheet a table. Numbers are numbers; texts are texts, never formulas. */
export const toXlsx = (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ title, head, rows }, at) => ({
      sheet: sheetName(title, at),
      columns: head.map((_name, column) => ({ width: column === 0 ? 44 : 16 })),
      data: [
        [{ value: title, fontWeight: 'bold' as const, type: String }],
        head.map((value) => ({ value, fontWeight: 'bold' as const, type: String })),
        ...rows.map((row) =>
          row.map((value) =>
            value === undefined
              ? null
              : typeof value === 'number'
                ? { value, type: Number }
                : { value, type: String },
          ),
        ),
      ],
    })),
  ).toBuffer();
