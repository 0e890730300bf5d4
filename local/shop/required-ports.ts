/** All ports a shop listens on, with their purpose. Pure. */
import type { Model } from '@mambogo/operator/model/model.ts';
import type { StorePorts } from './local-placement.ts';

export const requiredPorts = (model: Model, stores: StorePorts): Map<number, string> =>
  new Map([
    ...Object.entries(stores).map(([name, port]) => [port, name] as const),
    ...model.services.flatMap(({ name, port, sidecar }) => [
      [port, name] as const,
      ...Object.values(sidecar ?? {}).map((sidecarPort: number) => [sidecarPort, `the sidecar of ${name}`] as const),
    ]),
  ]);
