/** Addresses of a shop on one machine: all on loopback, all ports moved by one offset, all files in one folder. Pure. */
import { join } from 'node:path';
import type { ServiceBlueprint, StoreKind } from '@mambogo/blueprint/service-blueprint.ts';
import { serviceBlueprint, services } from '@mambogo/blueprint/services.ts';
import { passwordAuthentication } from '@mambogo/operator/model/kafka-authentication.ts';
import type { Address, Placement } from '@mambogo/operator/model/placement.ts';

const loopback = '127.0.0.1';
const basePorts = {
  postgres: 8432,
  postgresReplica: 8433,
  mariadb: 8306,
  redis: 8379,
  kafka: 8492,
  kafkaController: 8493,
  sentry: 8450,
};

export type StorePorts = { readonly [Store in keyof typeof basePorts]: number };

export const storePorts = (offset: number): StorePorts => ({
  postgres: basePorts.postgres + offset,
  postgresReplica: basePorts.postgresReplica + offset,
  mariadb: basePorts.mariadb + offset,
  redis: basePorts.redis + offset,
  kafka: basePorts.kafka + offset,
  kafkaController: basePorts.kafkaController + offset,
  sentry: basePorts.sentry + offset,
});

/** Ports at which sidecars find a store instead of its own. */
export interface ProxiedPorts {
  readonly kafka?: number;
}

export function localPlacement(folder: string, offset: number, proxiedPorts: ProxiedPorts = {}): Placement {
  const ports = storePorts(offset);
  const at = (port: number): Address => ({ host: loopback, port });
  const listen = (service: ServiceBlueprint) => at(service.port + offset);
  return {
    namespace: 'default',
    storeOf: ({ store }) => ({
      ...at(storePort(store, ports)),
      prefix: '',
      ...(store === 'postgres' ? { replicas: at(ports.postgresReplica) } : {}),
    }),
    kafka: {
      ...at(proxiedPorts.kafka ?? ports.kafka),
      prefix: '',
      version: '3.9.0',
      authentication: [...passwordAuthentication(), { name: 'disableTls', value: 'true' }],
    },
    publicUrl: ({ spec }) => withPortOffset(spec.publicUrl ?? `http://localhost:${8080}`, offset),
    providerUrl: () => `http://localhost:${serviceBlueprint('psp-simulator').port + offset}`,
    listenAddress: listen,
    addressOf: listen,
    sidecar(service) {
      const index = services.findIndex(({ name }) => name === service.name) + offset;
      return { http: 3500 + index, grpc: 3600 + index, internalGrpc: 3700 + index };
    },
    credentialsFolder: ({ name }) => join(folder, 'credentials', name),
    dataFile: ({ name }, file) => join(folder, name, file),
    limitsFile: join(folder, 'gateway', 'limits.json'),
    runtimeSettingsFile: ({ name }) => join(folder, 'settings', `${name}.json`),
    selfHosted: { secretsFile: join(folder, 'dapr', 'secrets.json'), namesFile: join(folder, 'dapr', 'names.sqlite') },
  };
}

function storePort(store: StoreKind, ports: StorePorts): number {
  if (store === 'postgres' || store === 'redis') return ports[store];
  if (store === 'mysql') return ports.mariadb;
  if (store === 'state') return ports.redis;
  throw new Error(`the store ${store} has no server`);
}

/** The public URL moves with its gateway, unless a proxy is in front of it. */
function withPortOffset(publicUrl: string, offset: number): string {
  const url = new URL(publicUrl);
  if (offset === 0 || url.protocol === 'https:') return publicUrl;
  url.port = String(Number(url.port || 80) + offset);
  return url.origin;
}
