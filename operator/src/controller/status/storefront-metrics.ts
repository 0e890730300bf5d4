/**
 * Metrics for alerts: how long each condition of each Storefront has had its status, and how many generations the operator is
 * behind.
 */
import { Gauge, type Registry } from 'prom-client';
import type { KubeObject } from '../../kube/kube-object.ts';
import { statusOf } from './shop-status.ts';

export function registerStorefrontMetrics(
  registry: Registry,
  storefronts: () => readonly KubeObject[],
  now: () => number = Date.now,
): void {
  const registers = [registry];
  new Gauge({
    name: 'mambogo_storefront_condition',
    help: '1 for the current status of each condition',
    labelNames: ['namespace', 'name', 'type', 'status'],
    registers,
    collect() {
      this.reset();
      for (const storefront of storefronts())
        for (const { type, status } of statusOf(storefront).conditions)
          this.set({ ...labelsOf(storefront), type, status }, 1);
    },
  });
  new Gauge({
    name: 'mambogo_storefront_condition_age_seconds',
    help: 'age of the current status of the condition',
    labelNames: ['namespace', 'name', 'type', 'status'],
    registers,
    collect() {
      this.reset();
      for (const storefront of storefronts())
        for (const { type, status, lastTransitionTime } of statusOf(storefront).conditions) {
          const age = Math.max(0, now() - Date.parse(lastTransitionTime)) / 1_000;
          if (Number.isFinite(age)) this.set({ ...labelsOf(storefront), type, status }, age);
        }
    },
  });
  new Gauge({
    name: 'mambogo_storefront_generation_lag',
    help: 'generations of the spec not yet reflected in the status; 0: up to date',
    labelNames: ['namespace', 'name'],
    registers,
    collect() {
      this.reset();
      for (const storefront of storefronts()) {
        const { observedGeneration } = statusOf(storefront);
        const lag = Math.max(0, (storefront.metadata.generation ?? 0) - observedGeneration);
        this.set(labelsOf(storefront), lag);
      }
    },
  });
}

const labelsOf = ({ metadata: { namespace = '', name } }: KubeObject) => ({ namespace, name });
