/** The result of a chaos run: as data, and as a page for people. */
import type { Report, Violations } from '../invariants/check-invariants.ts';
import type { FaultRecord } from './inject-faults.ts';
import type { LoadStats } from './load/load-stats.ts';
import { totalTimeoutMs } from './load/retry-until-answered.ts';

export interface ChaosReport {
  readonly seed: number;
  /** ISO 8601. */
  readonly began: string;
  readonly minutes: number;
  readonly orders: {
    readonly asked: number;
    /** Accepted with 202. */
    readonly placed: number;
    /** Their final states; of cancelled ones, the reason. */
    readonly byStatus: Readonly<Record<string, number>>;
  };
  readonly refused: Readonly<Record<string, number>>;
  readonly unanswered: number;
  /** The guarantees that follow from responses to clients. */
  readonly answers: number;
  readonly faults: readonly FaultRecord[];
  /** After the last fault; undefined: the shop did not settle. */
  readonly secondsToRest?: number;
  readonly underWay: Report['inFlight'];
  readonly violations: readonly Violations[];
  readonly deadLetters: Report['deadLetters'];
}

/** Whether everything held. */
export const isGood = ({ violations, secondsToRest }: ChaosReport): boolean =>
  secondsToRest !== undefined && violations.every(({ violations: found }) => found.length === 0);

/** The guarantees checked by the run itself, besides the invariants and the responses to clients. */
export const promises = (stats: LoadStats, faults: readonly FaultRecord[]): Violations[] => [
  {
    name: 'the same Idempotency-Key returns the same order',
    violations: stats.duplicated.map((key) => ({ id: key })),
  },
  {
    name: `a client that keeps retrying gets a response within ${totalTimeoutMs / 60_000} minutes`,
    violations: stats.neverAnswered,
  },
  {
    name: 'an unavailable store causes no dead letters',
    violations: faults
      .filter(({ noDeadLetters, deadLetters }) => noDeadLetters && deadLetters > 0)
      .map(({ name, deadLetters }) => ({ id: name, detail: `${deadLetters} dead letters` })),
  },
];

export const asMarkdown = (report: ChaosReport): string => {
  const { orders, faults, violations, underWay, deadLetters } = report;
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([name, count]) => `${count} ${name}`)
      .join('; ') || 'none';
  const found = violations.filter((one) => one.violations.length > 0);
  const deadLetterCounts = deadLetters.map(
    ({ store, kind, status, letters }) => [`${store}, ${kind}, ${status}`, letters] as const,
  );
  return `# Chaos run: ${isGood(report) ? 'everything held' : 'something did not hold'}

Seed ${report.seed}, begun ${report.began}, ${report.minutes} minutes, ${faults.length} faults.

| | |
|---|---|
| orders asked for / answered | ${orders.asked} / ${orders.placed} |
| what they are now | ${counts(orders.byStatus)} |
| refused requests | ${counts(report.refused)} |
| tries without an answer | ${report.unanswered} |
| responses recorded and checked again | ${report.answers} |
| seconds to settle after the last fault | ${report.secondsToRest ?? `not at rest: ${underWay.length} under way`} |
| violations | ${found.reduce((sum, one) => sum + one.violations.length, 0)} of ${violations.length} invariants |
| dead letters | ${counts(Object.fromEntries(deadLetterCounts))} |

| second | fault | lasted, s | recovered after, s | dead letters |
|---|---|---|---|---|
${faults.map((one) => `| ${one.at} | ${one.name} | ${one.lasted} | ${one.back} | ${one.deadLetters} |`).join('\n')}
${found.map(({ name, violations }) => `\n## ${name}\n\n${violations.map(({ id, detail }) => `- ${id} ${detail ?? ''}`).join('\n')}\n`).join('')}${underWay.length > 0 ? `\n## Not at rest\n\n${underWay.map(({ id, what, age }) => `- ${id}: ${what}, for ${age} s`).join('\n')}\n` : ''}`;
};
