/**
 * Reads the invariant report of one service from the metrics of its pods, at the port that is open to the cluster for the
 * kubelet and Prometheus. All pods of a service check the same data, so the first pod that has a result is enough.
 */
import { maxPods, readPodMetrics } from './read-pod-metrics.ts';

export interface InvariantReport {
  /** When all rules were last checked, in milliseconds since 1970; undefined: not since the pod started. */
  readonly checkedAt?: number;
  readonly broken: readonly { readonly invariant: string; readonly count: number }[];
}

/** undefined: no pod responded. */
export async function fetchInvariantReport(addresses: readonly string[]): Promise<InvariantReport | undefined> {
  let known: InvariantReport | undefined;
  for (const address of addresses.slice(0, maxPods)) {
    const text = await readPodMetrics(address).catch(() => undefined);
    const report = text === undefined ? undefined : parseInvariantReport(text);
    if (report?.checkedAt !== undefined) return report;
    known ??= report;
  }
  return known;
}

/** Pure; undefined: the text has no invariant metrics. */
export function parseInvariantReport(text: string): InvariantReport | undefined {
  const seconds = /^mambogo_invariants_checked_timestamp_seconds(?:\{[^}\n]*\})? (\S+)$/m.exec(text)?.[1];
  if (seconds === undefined || !Number.isFinite(Number(seconds))) return undefined;
  const lines = [...text.matchAll(/^mambogo_invariant_violations(?:\{([^\n]*)\})? (\d+)$/gm)];
  const broken = lines
    .map(([, labels = '', count]) => ({
      // Earlier releases have one number for all rules.
      invariant: /invariant="([^"]*)"/.exec(labels)?.[1] ?? 'consistency of its data',
      count: Number(count),
    }))
    .filter(({ count }) => count > 0);
  return { ...(Number(seconds) > 0 ? { checkedAt: Number(seconds) * 1_000 } : {}), broken };
}
