/**
 * Metrics of a service for Prometheus: those of the process and security events, to which a service may add its own. Imported
 * only where it is needed, because prom-client takes about 20 MB. GET /metrics is on the admin port, which is not reachable from
 * outside.
 */
import type { Express } from 'express';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { SecurityEvents } from './security-event.ts';

export function createRegistry(securityEvents: SecurityEvents): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Counter({
    name: 'mambogo_security_events_total',
    help: 'security events by code and outcome',
    labelNames: ['code', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { code, outcome, count } of securityEvents.counts()) this.inc({ code, outcome }, count);
    },
  });
  return registry;
}

export function mountMetrics(app: Express, registry: Registry): void {
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
