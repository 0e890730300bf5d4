/** Ports of `npm start -- --observe`: of the observers, and those on which services are scraped. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Model } from '@mambogo/operator/model/model.ts';

const basePorts = { prometheus: 8490, zipkin: 8411, runnerMetrics: 8489 };

export type ObserverPorts = { readonly [Observer in keyof typeof basePorts]: number };

export const observerPorts = (offset: number): ObserverPorts => ({
  prometheus: basePorts.prometheus + offset,
  zipkin: basePorts.zipkin + offset,
  runnerMetrics: basePorts.runnerMetrics + offset,
});

/** Where a service serves metrics. undefined: the payment provider's simulator, which is another company, has no admin port. */
export const adminPort = (service: Pick<ServiceBlueprint, 'port' | 'sidecar'>, offset: number): number | undefined =>
  service.sidecar ? service.port + 500 + offset : undefined;

/** All of them with their purpose. */
export const requiredObserverPorts = ({ services: present }: Pick<Model, 'services'>, offset: number) =>
  new Map<number, string>([
    ...Object.entries(observerPorts(offset)).map(([name, port]) => [port, name] as const),
    ...present.flatMap(({ name, blueprint }) => {
      const port = adminPort(blueprint, offset);
      return port === undefined ? [] : [[port, `metrics of ${name}`] as const];
    }),
  ]);
