/** The gauges of the operator. Its counters are counted where it happens. */
import type { Meter } from '@mambogo/metrics/meter.ts';
import { readProcessMetrics } from '@mambogo/metrics/process-metrics.ts';
import { fieldText, type KubeObject } from '../kube/kube-object.ts';

export interface MetricSources {
  readonly queueLength: () => number;
  readonly isLeader: () => boolean;
  readonly storefronts: () => readonly KubeObject[];
  /** `namespace/name` -> ISO 8601. */
  readonly certificateExpiry: ReadonlyMap<string, string>;
}

export function readOperatorMetrics(
  meter: Meter,
  { queueLength, isLeader, storefronts, certificateExpiry }: MetricSources,
): void {
  readProcessMetrics(meter);
  meter.read('mambogo_operator_queue_length', queueLength);
  meter.read('mambogo_operator_leading', () => Number(isLeader()));
  meter.read('mambogo_storefront_certificate_expiry_timestamp_seconds', () =>
    [...certificateExpiry].map(([key, at]) => {
      const [namespace = '', name = ''] = key.split('/');
      return [{ namespace, name }, Date.parse(at) / 1_000] as const;
    }),
  );
  meter.read('mambogo_storefronts', () => {
    const phases = new Map<string, number>();
    for (const storefront of storefronts()) {
      const phase = fieldText(storefront, 'status', 'phase') ?? 'Pending';
      phases.set(phase, (phases.get(phase) ?? 0) + 1);
    }
    return [...phases].map(([phase, count]) => [{ phase }, count] as const);
  });
}
