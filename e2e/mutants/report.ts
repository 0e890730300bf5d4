/** The score of each file, and what survived, as Markdown. */
import type { Judged } from './mutant.ts';

export function report(judged: readonly Judged[]): string {
  const files = [...new Set(judged.map(({ file }) => file))].sort();
  const rows = files.map((file) =>
    row(
      file,
      judged.filter((one) => one.file === file),
    ),
  );
  const survivors = judged.filter(({ verdict }) => verdict === 'survived');
  return [
    '| file | mutants | noticed | score |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    row('all', judged),
    '',
    ...(survivors.length > 0 ? ['What survived:', '', ...survivors.map(describe)] : ['Nothing survived.']),
    '',
  ].join('\n');
}

function row(name: string, judged: readonly Judged[]): string {
  const noticed = judged.filter(({ verdict }) => verdict !== 'survived').length;
  return `| ${name} | ${judged.length} | ${noticed} | ${score(noticed, judged.length)} % |`;
}

export const score = (noticed: number, all: number): string => (all === 0 ? '-' : ((100 * noticed) / all).toFixed(1));

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}...` : text).replace(/\s+/g, ' ');

const describe = ({ file, line, operator, original, replacement }: Judged): string =>
  `- ${file}:${line} ${operator}: \`${short(original)}\` -> \`${short(replacement)}\``;
