/** The image of each component. Store images change with their server's version, not with every version of the shop. Pure. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { StorefrontSpec } from '../api/storefront.ts';
import type { StoreServer } from './store-server.ts';

/** Image name and version of each store. */
export const storeImages: Readonly<Record<StoreServer, string>> = {
  postgres: 'postgres:15',
  mysql: 'mariadb:10.11',
  redis: 'redis:7.0',
  kafka: 'kafka:4.1.0',
};

export const schemaRegistryImage = 'apicurio:3.3.3';

/** The operator's own image, which runs the Jobs, and the default registry of the others. */
export interface OperatorImages {
  readonly registry: string;
  readonly operator: string;
  /** Distinguishes images of one version by build: `1.0.0` becomes `1.0.0-<build>`. */
  readonly build?: string;
}

export interface ImageNames {
  service(name: ServiceName): string;
  store(server: StoreServer): string;
  readonly schemaRegistry: string;
  readonly jobs: string;
  readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullSecrets: readonly string[];
}

export function imageNames({ images = {}, version }: StorefrontSpec, defaults: OperatorImages): ImageNames {
  const registry = images.registry ?? defaults.registry;
  const { overrides = {}, digests = {} } = images;
  const tag = defaults.build ? `${version}-${defaults.build}` : version;
  const pinned = (image: string, ...keys: readonly string[]) => {
    const digest = keys.map((key) => digests[key]).find((one) => one !== undefined);
    return digest ? `${withoutTag(image)}@${digest}` : image;
  };
  return {
    // One image contains all services; the pod's arguments select the service.
    service: (name) => pinned(overrides[name] ?? overrides.services ?? `${registry}/services:${tag}`, name, 'services'),
    store: (server) => pinned(overrides[server] ?? `${registry}/${storeImages[server]}`, server),
    schemaRegistry: pinned(overrides.apicurio ?? `${registry}/${schemaRegistryImage}`, 'apicurio'),
    jobs: pinned(overrides.operator ?? defaults.operator, 'operator'),
    pullPolicy: images.pullPolicy ?? 'IfNotPresent',
    pullSecrets: images.pullSecrets ?? [],
  };
}

/** A colon before the last slash belongs to the registry's port. */
const withoutTag = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
