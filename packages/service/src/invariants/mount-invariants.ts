/** Routes of a service's invariant monitor: for merchants, and for Prometheus on the admin port. */
import { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { type InvariantReport, listViolations } from '@mambogo/contracts/api/invariants.ts';
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

/**
 * Writes Prometheus' text format directly, because its client takes 20 MB. The labels are bounded: the service and its
 * invariants, each with 0 while it holds. Rows are not named, because this port is open to the cluster.
 */
export function mountInvariantMetrics(app: Express, service: string, monitor: InvariantMonitor): void {
  app.get('/metrics', (_request, response) => {
    const { checkedAt } = monitor.report();
    const lines = [
      '# HELP mambogo_invariant_violations rows that violate an invariant',
      '# TYPE mambogo_invariant_violations gauge',
      ...[...monitor.counts()].map(
        ([invariant, count]) => `mambogo_invariant_violations{service="${service}",invariant="${invariant}"} ${count}`,
      ),
      '# HELP mambogo_invariants_checked_timestamp_seconds when all invariants were last checked',
      '# TYPE mambogo_invariants_checked_timestamp_seconds gauge',
      `mambogo_invariants_checked_timestamp_seconds ${checkedAt ? new Date(checkedAt).getTime() / 1_000 : 0}`,
    ];
    response.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
}
