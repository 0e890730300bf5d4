/** Sends a list with `data` of each entry as a file: CSV or JSON Lines. */
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

interface ExportedEntry {
  readonly data: unknown;
}

interface ExportFile<E extends ExportedEntry> {
  /** Of the file, without extension. */
  readonly name: string;
  readonly format: 'csv' | 'jsonl';
  readonly entries: readonly E[];
  /** Of the CSV file. */
  readonly columns: readonly (keyof E & string)[];
}

export function sendExport<E extends ExportedEntry>(
  response: Response,
  { name, format, entries, columns }: ExportFile<E>,
): void {
  response
    .set({
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl',
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
    })
    .send(Buffer.from(format === 'csv' ? toCsv(entries, columns) : toJsonLines(entries)));
}

/** Cells that a spreadsheet could take for a formula begin with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection). */
export const toCsv = <E extends ExportedEntry>(entries: readonly E[], columns: readonly (keyof E & string)[]): string =>
  stringify(
    entries.map(({ data, ...entry }) => ({ ...entry, data: JSON.stringify(data) })),
    { header: true, columns: [...columns], escape_formulas: true },
  );

export const toJsonLines = (entries: readonly ExportedEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
