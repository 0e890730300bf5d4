/** A load, and the cores and pods that it needs. Pure. */
import type { Cost, ServiceFigures } from './figures.ts';

export interface Load {
  readonly ordersPerSecond: number;
  /** Reads of the catalogue beside the two of each order. */
  readonly readsPerSecond: number;
  /** Cores that a pod may use, its sidecar included. */
  readonly cpuPerPod: number;
  /** Cores of the largest machine for a store. */
  readonly cpuPerStore: number;
  /** Percent of every capacity that stays free. */
  readonly headroom: number;
  /** CPU of these machines, as a multiple of what it is where the figures were measured. */
  readonly cpuFactor: number;
}

/** Copies of each event. */
export const replication = 3;

/** Share of a capacity that may be used. */
export const free = ({ headroom }: Load): number => 1 - headroom / 100;

/** Cores in use under the load. */
export const cores = ({ perOrder, perRead }: Cost, { ordersPerSecond, readsPerSecond, cpuFactor }: Load): number =>
  ((perOrder * ordersPerSecond + perRead * readsPerSecond) * cpuFactor) / 1_000;

/** Pods, not rounded. Node.js runs a service's code on one core, whatever the pod may use. */
export function podsNeeded({ process, sidecar }: ServiceFigures, load: Load): number {
  const own = cores(process, load);
  const all = own + cores(sidecar, load);
  return Math.max(all / load.cpuPerPod, own / Math.min(1, load.cpuPerPod)) / free(load);
}
