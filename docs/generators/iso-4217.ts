/** packages/contracts/src/currency/iso-4217.ts: ISO 4217's currencies and decimals, from the package currency-codes. Pure. */
import currencies from 'currency-codes';

export function iso4217(): string {
  const codes = currencies.codes().toSorted();
  const others = codes.flatMap((code) => {
    const digits = currencies.code(code)?.digits;
    return digits === undefined || digits === 2 ? [] : [`  ${code}: ${digits},\n`];
  });
  return `/**
 * Currencies of ISO 4217, as of ${currencies.publishDate}, and their decimals. Generated from the package currency-codes by
 * npm run generate.
 */

export const currencyCodes: readonly string[] = \`
${inLines(codes)}
\`
  .trim()
  .split(/\\s+/);

/** All others have two. */
export const otherDecimals: Readonly<Record<string, number>> = {
${others.join('')}};
`;
}

const perLine = 30;

function inLines(codes: readonly string[]): string {
  const lines = Array.from({ length: Math.ceil(codes.length / perLine) }, (_, line) =>
    codes.slice(line * perLine, (line + 1) * perLine).join(' '),
  );
  return lines.join('\n');
}
