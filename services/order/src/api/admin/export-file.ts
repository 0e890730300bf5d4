/** Sends a list with `data` of each entry as a file, page by page: CSV or JSON Lines. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '@mambogo/service/http/problem.ts';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

interface ExportedEntry {
  readonly data: unknown;
}

interface ExportFile<E extends ExportedEntry> {
  /** Of the file, without extension. */
  readonly name: string;
  readonly format: 'csv' | 'jsonl';
  /** At least one, which may be empty. */
  readonly pages: AsyncIterable<readonly E[]>;
  /** Of the CSV file. */
  readonly columns: readonly (keyof E & string)[];
}

/** Long files that an instance sends at the same time, so that shoppers always have most of it. */
const maxAtOnce = 2;
let running = 0;

/**
 * A file of any number of pages, of which only a few are sent at the same time.
 * @throws Problem `rate-limited` while as many are being sent as may be
 */
export async function sendLongExport<E extends ExportedEntry>(response: Response, file: ExportFile<E>): Promise<void> {
  if (running === maxAtOnce) {
    response.setHeader('retry-after', '5');
    throw new Problem('rate-limited', 'other files are being exported: try again in a few seconds');
  }
  running += 1;
  try {
    await sendExport(response, file);
  } finally {
    running -= 1;
  }
}

/**
 * Has one page in memory, and pauses after each for as long as it took to read: at most half of a processor works for a file. A
 * failure before the first page is a response of its own; a later one breaks off the file, so that it does not look complete.
 */
export async function sendExport<E extends ExportedEntry>(response: Response, file: ExportFile<E>): Promise<void> {
  try {
    await send(response, file);
  } catch (error) {
    if (!hasLeft(error)) throw error;
  }
}

async function send<E extends ExportedEntry>(
  response: Response,
  { name, format, pages, columns }: ExportFile<E>,
): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.set({
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl',
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'no-store',
  });
  async function* texts(): AsyncGenerator<string> {
    try {
      for (let page = first, isFirst = true; !page.done; isFirst = false) {
        yield format === 'csv' ? toCsv(page.value, columns, isFirst) : toJsonLines(page.value);
        const began = performance.now();
        page = await iterator.next();
        if (!page.done) await wait(performance.now() - began);
      }
    } finally {
      await iterator.return?.();
    }
  }
  await pipeline(Readable.from(texts(), { highWaterMark: 1 }), response);
}

/** The client closed the connection. */
const hasLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Cells that a spreadsheet could take for a formula begin with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection). */
export const toCsv = <E extends ExportedEntry>(
  entries: readonly E[],
  columns: readonly (keyof E & string)[],
  header = true,
): string =>
  stringify(
    entries.map(({ data, ...entry }) => ({ ...entry, data: JSON.stringify(data) })),
    { header, columns: [...columns], escape_formulas: true },
  );

export const toJsonLines = (entries: readonly ExportedEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
