/** How long each condition of each Storefront has been as it is, and how far the operator is behind: what alerts are made of. */
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
    help: '1 for the status each condition has now',
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
    help: 'since the condition has had its status',
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
    help: 'generations of the spec that the status does not speak of yet; 0: it speaks of the newest',
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
