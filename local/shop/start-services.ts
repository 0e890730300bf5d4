/**
 * Starts the services, each with its sidecar: the database is migrated, then both start together, as the application listens
 * first and then waits for its sidecar, which waits for the application's port.
 */

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import type { Model, ServiceModel } from '@mambogo/operator/model/model.ts';
import { kafkaPasswordPurpose } from '@mambogo/operator/resources/secret-purposes.ts';
import { trustAnchors } from '../dapr/sentry.ts';
import { sidecarName, sidecarProcess } from '../dapr/sidecar.ts';
import type { SidecarTokens } from '../dapr/sidecar-tokens.ts';
import { writeResources } from '../dapr/write-resources.ts';
import type { Observers } from '../observe/observers.ts';
import { migrateService } from '../services/migrate-service.ts';
import { serviceFolder, serviceProcess } from '../services/service-process.ts';
import type { Progress } from '../supervisor/progress.ts';
import { StartError } from '../supervisor/start-error.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { StorePorts } from './local-placement.ts';
import type { ShopOptions } from './shop.ts';
import { anchorsFile, type ShopDirs, topicEpochsFile } from './shop-dirs.ts';
import type { StoresReady } from './start-stores.ts';

export interface StartServicesOptions {
  readonly model: Model;
  readonly dirs: ShopDirs;
  readonly ports: StorePorts;
  readonly daprd: string;
  readonly compileCache: string;
  /** Folder that web serves. */
  readonly pages: string;
  /** Folder of the documentation that web serves; undefined: none. */
  readonly docs: string | undefined;
  readonly stores: StoresReady;
  readonly sidecarTokens: SidecarTokens;
  readonly settings: ShopOptions['settings'];
  readonly observers?: Observers;
  /** URL of the schema registry's API; undefined: none. */
  readonly schemaRegistry: string | undefined;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  secret(purpose: string): string;
}

export interface StartedServices {
  /** Resolves when every service is ready. */
  readonly started: Promise<unknown>;
  /** Starts an additional instance of one of them, under the name `named`. */
  startInstance(service: ServiceModel, named: string): Promise<void>;
}

export function startServices(options: StartServicesOptions): StartedServices {
  const { model, dirs, ports, daprd, stores, supervisor, progress, secret, observers } = options;
  const sidecarFiles = writeResources(dirs.dapr, model, secret, options.sidecarTokens, observers?.sidecars);

  const startSidecar = async (service: ServiceModel, named: string) => {
    const files = sidecarFiles.get(service.name);
    if (!service.sidecar || !files) return;
    const { components } = service.blueprint;
    await Promise.all([
      stores.sentry,
      components.includes('events') ? stores.kafka : undefined,
      components.includes('carts') ? stores.redis : undefined,
    ]);
    const spec = sidecarProcess(service, service.sidecar, {
      daprd,
      files,
      namespace: model.daprComponents.namespace,
      sentryPort: ports.sentry,
      trustAnchors: trustAnchors(dirs.sentry),
      apiToken: secret(service.credentials['dapr-api-token'] ?? ''),
      appToken: secret(service.credentials['app-api-token'] ?? ''),
      kafkaPassword: components.includes('events') ? secret(kafkaPasswordPurpose(service.name)) : undefined,
    });
    await supervisor.start('sidecars', { ...spec, name: sidecarName(named) });
  };

  const startInstance = async (service: ServiceModel, named: string) => {
    const { name, blueprint } = service;
    if (!existsSync(join(serviceFolder(name), 'src/main.ts')))
      throw new StartError(`services/${name}/src/main.ts is missing`);
    const observed = await observers?.observe(service, named);
    const environment = {
      ...service.environment,
      ...observed,
      NODE_COMPILE_CACHE: options.compileCache,
      TOPIC_EPOCHS_FILE: topicEpochsFile(dirs),
      ANCHORS_FILE: anchorsFile(dirs, name),
      ...(name === 'gateway' && options.docs ? { RUNBOOKS_PAGE: `${model.publicUrl}/docs/runbooks/` } : {}),
      ...(options.schemaRegistry ? { SCHEMA_REGISTRY_URL: options.schemaRegistry } : {}),
      ...(name === 'web' ? { PAGES_DIR: options.pages, ...(options.docs ? { DOCS_DIR: options.docs } : {}) } : {}),
      ...options.settings?.[name],
    };
    const { RUNTIME_SETTINGS_FILE: saved } = service.environment;
    if (saved) mkdirSync(dirname(saved), { recursive: true, mode: 0o700 });
    if (keepsFiles(blueprint)) mkdirSync(join(dirs.dataDir, name), { recursive: true, mode: 0o700 });
    await storeReady(service, stores);
    if (blueprint.migrates) {
      const stamps = blueprint.store === 'mysql' ? dirs.mariadb : dirs.postgres;
      await migrateService(service, environment, stamps, join(dirs.logs, `migrate-${name}.log`));
    }
    const spec = { ...serviceProcess(service, environment), name: named };
    await Promise.all([startSidecar(service, named), supervisor.start('services', spec)]);
  };

  const startAll = model.services.map((service) =>
    progress.step(service.name, () => startInstance(service, service.name)),
  );
  return { started: Promise.all(startAll), startInstance };
}

function storeReady({ blueprint }: ServiceModel, stores: StoresReady): Promise<void> {
  const { store } = blueprint;
  if (store === 'postgres' || store === 'mysql' || store === 'redis') return stores[store];
  return Promise.resolve();
}
