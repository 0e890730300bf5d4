/** Where the standing watch of a service is asked: by the order service for merchants, and by Prometheus on the small port. */
import { listOwnViolations } from '@mambogo/contracts/api/invariants.ts';
import type { Express } from 'express';
import { answer, mountRoutes } from './answer.ts';
import type { StandingWatch } from './standing-watch.ts';
import type { Verify } from './verifier.ts';

export const mountWatch = (app: Express, watch: StandingWatch, verify: Verify): void =>
  mountRoutes(app, [answer(listOwnViolations, async () => ({ status: 200, body: watch.report() }))], verify);

/** In Prometheus' text format, by hand: its client takes 20 MB, which two numbers are not worth. */
export function mountWatchMetrics(app: Express, watch: StandingWatch): void {
  app.get('/metrics', (_request, response) => {
    const { checkedAt, violations } = watch.report();
    const lines = [
      '# HELP mambogo_invariant_violations rules of the books that are broken, by rule and row',
      '# TYPE mambogo_invariant_violations gauge',
      `mambogo_invariant_violations ${violations.length}`,
      '# HELP mambogo_invariants_checked_timestamp_seconds when all rules were last checked',
      '# TYPE mambogo_invariants_checked_timestamp_seconds gauge',
      `mambogo_invariants_checked_timestamp_seconds ${checkedAt ? new Date(checkedAt).getTime() / 1_000 : 0}`,
    ];
    response.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
}
