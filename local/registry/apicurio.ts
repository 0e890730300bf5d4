/**
 * Apicurio Registry of one shop, on loopback, with its data in a database of the shop's PostgreSQL. Nothing waits for it but the
 * registration of schemas.
 */
import { confluentApiPath } from '@mambogo/operator/model/schema-registry-names.ts';
import { responds } from '../observe/prometheus.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { RegistryPrograms } from '../toolchain/registry-programs.ts';

const basePorts = { registry: 8481, registryManagement: 8482 };

export type RegistryPorts = { readonly [Port in keyof typeof basePorts]: number };

export const registryPorts = (offset: number): RegistryPorts => ({
  registry: basePorts.registry + offset,
  registryManagement: basePorts.registryManagement + offset,
});

/** All of them with their purpose. */
export const requiredRegistryPorts = (offset: number): ReadonlyMap<number, string> =>
  new Map(Object.entries(registryPorts(offset)).map(([name, port]) => [port, name]));

/** Base of its API in the form of Confluent's Schema Registry. */
export const registryApi = ({ registry }: RegistryPorts): string => `http://127.0.0.1:${registry}${confluentApiPath}`;

/** Where it keeps its data. */
export type RegistryStorage =
  | { readonly kind: 'h2' }
  | { readonly kind: 'postgresql'; readonly url: string; readonly user: string; readonly password: string };

export const registryProcess = (
  ports: RegistryPorts,
  storage: RegistryStorage,
  { java, folder }: RegistryPrograms,
): ProcessSpec => ({
  name: 'registry',
  command: java,
  args: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', 'quarkus-run.jar'],
  folder,
  environment: {
    QUARKUS_HTTP_HOST: '127.0.0.1',
    QUARKUS_HTTP_PORT: String(ports.registry),
    QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
    QUARKUS_MANAGEMENT_PORT: String(ports.registryManagement),
    QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false',
    QUARKUS_LOG_LEVEL: 'WARN',
    APICURIO_STORAGE_KIND: 'sql',
    APICURIO_STORAGE_SQL_KIND: storage.kind,
    ...(storage.kind === 'postgresql'
      ? {
          APICURIO_DATASOURCE_URL: storage.url,
          APICURIO_DATASOURCE_USERNAME: storage.user,
          APICURIO_DATASOURCE_PASSWORD: storage.password,
        }
      : {}),
  },
  ready: () => responds(`${registryApi(ports)}/subjects`),
  readyTimeoutMs: 240_000,
  stopTimeoutMs: 10_000,
});
