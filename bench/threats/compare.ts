/** Verdicts as tables: true and false positive rates, in total and by group. */
import type { Sample } from '@mambogo/threats/corpus/read-corpus.ts';
import { rounded, table } from '../tables.ts';
import type { Verdicts } from './verdicts.ts';

type Columns = Readonly<Record<string, Verdicts>>;

export function rates(corpus: readonly Sample[], columns: Columns): string {
  const rows = [
    ['attacks blocked, training set', corpus.filter((one) => one.attack && !one.heldOut)],
    ['attacks blocked, held out', corpus.filter((one) => one.attack && one.heldOut)],
    ['legitimate requests rejected, training set', corpus.filter((one) => !one.attack && !one.heldOut)],
    ['legitimate requests rejected, held out', corpus.filter((one) => !one.attack && one.heldOut)],
  ] as const;
  return table(
    ['', ...Object.keys(columns)],
    rows.map(([what, samples]) => [what, ...Object.values(columns).map((verdicts) => share(samples, verdicts))]),
  );
}

export function byGroup(corpus: readonly Sample[], columns: Columns): string {
  const groups = Map.groupBy(corpus, ({ group, attack }) => `${attack ? 'attacks' : 'honest'}: ${group}`);
  return table(
    ['', ...Object.keys(columns)],
    [...groups].map(([group, samples]) => [
      group,
      ...Object.values(columns).map((verdicts) => share(samples, verdicts)),
    ]),
  );
}

function share(samples: readonly Sample[], verdicts: Verdicts): string {
  const count = samples.filter((sample) => verdicts.has(sample)).length;
  return `${count} of ${samples.length} (${rounded((count / samples.length) * 100)} %)`;
}
