/** All ports a shop listens on, with their purpose. Pure. */
import type { StoreKind } from '@mambogo/blueprint/service-blueprint.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import type { StorePorts } from './local-placement.ts';

/** Whether a read replica of that store runs. */
export const isReplicated = ({ services }: Model, store: StoreKind): boolean =>
  services.some(
    ({ blueprint, environment }) => blueprint.store === store && environment.DATABASE_REPLICAS !== undefined,
  );

export const requiredPorts = (model: Model, stores: StorePorts): Map<number, string> =>
  new Map([
    ...Object.entries(stores)
      .filter(([name]) => name !== 'postgresReplica' || isReplicated(model, 'postgres'))
      .map(([name, port]) => [port, name] as const),
    ...model.services.flatMap(({ name, port, sidecar }) => [
      [port, name] as const,
      ...Object.values(sidecar ?? {}).map((sidecarPort: number) => [sidecarPort, `the sidecar of ${name}`] as const),
    ]),
  ]);
