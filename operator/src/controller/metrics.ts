/** Prometheus metrics of the operator. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly reconciles: Counter<'result'>;
  readonly reconcileSeconds: Histogram;
  readonly writes: Counter<'verb' | 'kind'>;
  readonly isLeader: Gauge;
}

export function createMetrics(
  queueLength: () => number,
  storefrontsByPhase: () => ReadonlyMap<string, number>,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'mambogo_operator_queue_length',
    help: 'Storefronts queued for or in reconciliation',
    registers,
    collect() {
      this.set(queueLength());
    },
  });
  new Gauge({
    name: 'mambogo_storefronts',
    help: 'Storefronts by phase',
    labelNames: ['phase'],
    registers,
    collect() {
      this.reset();
      for (const [phase, count] of storefrontsByPhase()) this.set({ phase }, count);
    },
  });
  return {
    registry,
    reconciles: new Counter({
      name: 'mambogo_operator_reconciles_total',
      help: 'by result',
      labelNames: ['result'],
      registers,
    }),
    reconcileSeconds: new Histogram({
      name: 'mambogo_operator_reconcile_seconds',
      help: 'duration of a reconcile',
      registers,
    }),
    writes: new Counter({
      name: 'mambogo_operator_writes_total',
      help: 'write requests to the API server',
      labelNames: ['verb', 'kind'],
      registers,
    }),
    isLeader: new Gauge({
      name: 'mambogo_operator_leading',
      help: '1: this replica holds the leader lease; 0: it waits for it',
      registers,
    }),
  };
}
