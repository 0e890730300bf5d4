/**
 * Additional instances of services: each a process with a sidecar of its own, under the app id of the first, on free ports.
 * Sidecars find both by that name, and both are in one consumer group.
 */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '@mambogo/operator/api/storefront.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import type { Placement } from '@mambogo/operator/model/placement.ts';
import { sidecarName } from '../dapr/sidecar.ts';
import { freePort } from '../supervisor/ports.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';

export interface Instances {
  /**
   * @param number from 2; that of the first, which the shop starts with, is 1
   * @returns the port it listens on
   */
  add(service: ServiceName, number?: number): Promise<number>;
}

interface InstanceStart {
  readonly storefront: Storefront;
  readonly placement: Placement;
  readonly supervisor: Supervisor;
  start(service: ServiceModel, named: string): Promise<void>;
}

export function createInstances({ storefront, placement, supervisor, start }: InstanceStart): Instances {
  const ports = new Map<string, number>();
  return {
    async add(service, number = 2) {
      const named = `${service}.${number}`;
      const known = ports.get(named);
      if (known !== undefined) {
        const sidecar = supervisor.processes().find(({ name }) => name === sidecarName(named));
        await Promise.all([named, ...(sidecar ? [sidecar.name] : [])].map((name) => supervisor.find(name).start()));
        return known;
      }
      const instance = await elsewhere(storefront, placement, service);
      await start(instance, named);
      ports.set(named, instance.port);
      return instance.port;
    },
  };
}

/** The same service on other ports. */
async function elsewhere(storefront: Storefront, placement: Placement, name: ServiceName): Promise<ServiceModel> {
  const port = await freePort();
  const sidecar = { http: await freePort(), grpc: await freePort(), internalGrpc: await freePort() };
  const { services } = buildModel(storefront, {
    ...placement,
    listenAddress: (one) =>
      one.name === name ? { ...placement.listenAddress(one), port } : placement.listenAddress(one),
    sidecar: (one) => (one.name === name ? sidecar : placement.sidecar(one)),
  });
  const found = services.find((one) => one.name === name);
  if (!found) throw new Error(`unknown service ${name}`);
  return found;
}
