/**
 * Metrics for alerts: how long each condition of each Storefront has had its status, and how many generations the operator is
 * behind.
 */
import type { Meter } from '@mambogo/metrics/meter.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { statusOf } from './shop-status.ts';

export function readStorefrontMetrics(
  meter: Meter,
  storefronts: () => readonly KubeObject[],
  now: () => number = Date.now,
): void {
  meter.read('mambogo_storefront_condition', () =>
    storefronts().flatMap((storefront) =>
      statusOf(storefront).conditions.map(
        ({ type, status }) => [{ ...labelsOf(storefront), type, status }, 1] as const,
      ),
    ),
  );
  meter.read('mambogo_storefront_condition_age_seconds', () =>
    storefronts().flatMap((storefront) =>
      statusOf(storefront).conditions.flatMap(({ type, status, lastTransitionTime }) => {
        const age = Math.max(0, now() - Date.parse(lastTransitionTime)) / 1_000;
        return Number.isFinite(age) ? [[{ ...labelsOf(storefront), type, status }, age] as const] : [];
      }),
    ),
  );
  meter.read('mambogo_storefront_last_backup_timestamp_seconds', () =>
    storefronts().flatMap((storefront) => {
      const at = statusOf(storefront).backup?.lastCompletedAt;
      return at ? [[labelsOf(storefront), Date.parse(at) / 1_000] as const] : [];
    }),
  );
  meter.read('mambogo_storefront_generation_lag', () =>
    storefronts().map((storefront) => {
      const lag = (storefront.metadata.generation ?? 0) - statusOf(storefront).observedGeneration;
      return [labelsOf(storefront), Math.max(0, lag)] as const;
    }),
  );
}

const labelsOf = ({ metadata: { namespace = '', name } }: KubeObject) => ({ namespace, name });
