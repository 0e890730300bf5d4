/** The score of each file, and the surviving mutants, as Markdown. */
import type { MutantResult } from './mutant.ts';

export function report(results: readonly MutantResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))].sort();
  const rows = files.map((file) =>
    row(
      file,
      results.filter((one) => one.file === file),
    ),
  );
  const survivors = results.filter(({ verdict }) => verdict === 'survived');
  return [
    '| file | mutants | killed | score |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    row('all', results),
    '',
    ...(survivors.length > 0 ? ['Survivors:', '', ...survivors.map(describe)] : ['No mutants survived.']),
    '',
  ].join('\n');
}

function row(name: string, results: readonly MutantResult[]): string {
  const noticed = results.filter(({ verdict }) => verdict !== 'survived').length;
  return `| ${name} | ${results.length} | ${noticed} | ${score(noticed, results.length)} % |`;
}

export const score = (noticed: number, all: number): string => (all === 0 ? '-' : ((100 * noticed) / all).toFixed(1));

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}...` : text).replace(/\s+/g, ' ');

const describe = ({ file, line, operator, original, replacement }: MutantResult): string =>
  `- ${file}:${line} ${operator}: \`${short(original)}\` -> \`${short(replacement)}\``;
