/** The image of each component. Store images change with their server's version, not with every version of the shop. Pure. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { currentVersion } from '@mambogo/blueprint/versions.ts';
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
  /** The same for the images of the version before. */
  readonly previousBuild?: string;
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
  const tag = tagOf(version, defaults);
  const pinned = (image: string, ...keys: readonly string[]) => {
    const digest = keys.map((key) => digests[key]).find((one) => one !== undefined);
    return digest ? `${withoutTag(image)}@${digest}` : image;
  };
  return {
    // One image contains all services; the pod's arguments select the service.
    service: (name) => pinned(overrides[name] ?? overrides.services ?? `${registry}/services:${tag}`, name, 'services'),
    store: (server) => pinned(overrides[server] ?? `${registry}/${storeImages[server]}`, server),
    schemaRegistry: pinned(overrides.apicurio ?? `${registry}/${schemaRegistryImage}`, 'apicurio'),
    jobs: pinned(overrides.operator ?? jobsImage(version, defaults), 'operator'),
    pullPolicy: images.pullPolicy ?? 'IfNotPresent',
    pullSecrets: images.pullSecrets ?? [],
  };
}

function tagOf(version: string, { build, previousBuild }: OperatorImages): string {
  const suffix = version === currentVersion ? build : previousBuild;
  return suffix ? `${version}-${suffix}` : version;
}

/**
 * The set-up Jobs of a version are those of its own operator, so that they stay as they are when a newer one is installed. An
 * operator's image that is not named by its version runs them for all versions.
 */
function jobsImage(version: string, images: OperatorImages): string {
  const { operator } = images;
  const own = [currentVersion, tagOf(currentVersion, images)].find((tag) => operator.endsWith(`:${tag}`));
  return own && version !== currentVersion ? `${withoutTag(operator)}:${tagOf(version, images)}` : operator;
}

/** A colon before the last slash belongs to the registry's port. */
const withoutTag = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
