/** Ports of `npm start -- --observe`: of the observers, and those on which services and sidecars are scraped. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import type { Model } from '@mambogo/operator/model/model.ts';

const basePorts = { prometheus: 8490, zipkin: 8411, runnerMetrics: 8489 };

export type ObserverPorts = { readonly [Observer in keyof typeof basePorts]: number };

export const observerPorts = (offset: number): ObserverPorts => ({
  prometheus: basePorts.prometheus + offset,
  zipkin: basePorts.zipkin + offset,
  runnerMetrics: basePorts.runnerMetrics + offset,
});

/** Where a service and its sidecar serve metrics. */
export interface ScrapedPorts {
  /** The admin port; undefined: the service has none. */
  readonly admin?: number;
  readonly sidecar?: number;
}

export function scrapedPorts(
  service: Pick<ServiceBlueprint, 'name' | 'port' | 'sidecar'>,
  offset: number,
): ScrapedPorts {
  // The payment provider's simulator is another company: it has no admin port.
  if (!service.sidecar) return {};
  const index = services.findIndex(({ name }) => name === service.name);
  return { admin: service.port + 500 + offset, sidecar: 3_800 + index + offset };
}

/** All of them with their purpose. */
export const requiredObserverPorts = ({ services: present }: Pick<Model, 'services'>, offset: number) =>
  new Map<number, string>([
    ...Object.entries(observerPorts(offset)).map(([name, port]) => [port, name] as const),
    ...present.flatMap(({ name, blueprint }) => {
      const { admin, sidecar } = scrapedPorts(blueprint, offset);
      return [
        ...(admin === undefined ? [] : [[admin, `metrics of ${name}`] as const]),
        ...(sidecar === undefined ? [] : [[sidecar, `metrics of the sidecar of ${name}`] as const]),
      ];
    }),
  ]);
