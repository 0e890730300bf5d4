/** The report of a service's invariant monitor: as a route for merchants, and as metrics. */
import { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { type InvariantReport, listViolations } from '@mambogo/contracts/api/invariants.ts';
import type { Meter } from '@mambogo/metrics/meter.ts';
import type { Express } from 'express';
import type { Verify } from '../auth/token-verifier.ts';
import { handleRoute, mountRoutes } from '../http/route-handler.ts';
import type { InvariantMonitor } from './invariant-monitor.ts';

/** @param name of the service */
export function mountInvariantRoute(app: Express, name: string, monitor: InvariantMonitor, verify: Verify): void {
  const service = Consumer.parse(name);
  const report = handleRoute(listViolations, async () => {
    const { checkedAt, violations } = monitor.report();
    const items = violations.map((violation) => ({ service, ...violation }));
    return {
      status: 200,
      body: { items, checkedAt: { [service]: checkedAt }, unavailable: [] } satisfies InvariantReport,
    };
  });
  mountRoutes(app, [report], verify);
}

/** Each invariant has a value, 0 while it holds. Rows are not named, because the admin port is open to the cluster. */
export function readInvariantMetrics(meter: Meter, service: string, monitor: InvariantMonitor): void {
  meter.read('mambogo_invariant_violations', () =>
    [...monitor.counts()].map(([invariant, count]) => [{ service, invariant }, count] as const),
  );
  meter.read('mambogo_invariants_checked_timestamp_seconds', () => {
    const { checkedAt } = monitor.report();
    return checkedAt ? new Date(checkedAt).getTime() / 1_000 : 0;
  });
}
