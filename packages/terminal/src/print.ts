/** The output format: plain lines, colours only on a terminal. */
import { styleText } from 'node:util';
import { fractionDigits } from '@mambogo/contracts/currency/decimals.ts';
import type { Money } from '@mambogo/contracts/money.ts';

export type Print = (line?: string) => void;
export const print: Print = (line = '') => void process.stdout.write(`${line}\n`);

type Style = Parameters<typeof styleText>[0];
const style = (format: Style) => (text: string) => styleText(format, text, { stream: process.stdout });
export const bold = style('bold');
export const dim = style('dim');
export const good = style('green');
export const bad = style('red');

/** `24.90 USD`; as many decimals as the currency has. */
export function money({ amount, currency }: Money): string {
  const decimals = fractionDigits(currency);
  return `${(amount / 10 ** decimals).toFixed(decimals)} ${currency}`;
}

/** `+0.123 s` */
export const offset = (milliseconds: number): string => `+${(milliseconds / 1_000).toFixed(3)} s`;

/** Columns as wide as their widest cell; those named right-aligned. */
export function table(rows: readonly (readonly string[])[], rightAligned: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, i) => (rightAligned.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A table with its head; without rows, a sentence. */
export function headed(head: readonly string[], rows: readonly (readonly string[])[], none: string): string[] {
  if (rows.length === 0) return [none];
  const [first = '', ...rest] = table([head, ...rows]);
  return [dim(first), ...rest];
}
