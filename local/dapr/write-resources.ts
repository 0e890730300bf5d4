/**
 * Writes a sidecar's resources to disk: a folder per service with only the objects scoped to it, its Configuration, its
 * secrets, and its token for the certificate authority. Previous files are removed, as is the name registry: all sidecars are
 * down when this runs.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import type { DaprObject } from '@mambogo/blueprint/dapr-object.ts';
import { componentName } from '@mambogo/blueprint/names.ts';
import { type ComponentsInput, renderComponents } from '@mambogo/blueprint/render-components.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { stringify } from 'yaml';
import type { SidecarTokens } from './sidecar-tokens.ts';

export interface SidecarFiles {
  readonly resources: string;
  readonly configuration: string;
  /** Token for the certificate authority. */
  readonly sentryToken: string;
}

/** Where sidecars send spans; default: nowhere. */
export type ObservedSidecars = Pick<ComponentsInput, 'traces'>;

export function writeResources(
  folder: string,
  model: Model,
  secret: (purpose: string) => string,
  tokens: SidecarTokens,
  observed: ObservedSidecars = {},
): ReadonlyMap<string, SidecarFiles> {
  rmSync(folder, { recursive: true, force: true });
  const templates = readComponentTemplates();
  return new Map(
    model.services
      .filter(({ sidecar }) => sidecar)
      .map((service) => {
        const sidecarDir = join(folder, service.name);
        const resources = join(sidecarDir, 'resources');
        mkdirSync(resources, { recursive: true, mode: 0o700 });
        const secretsFile = join(sidecarDir, 'secrets.json');
        const secrets = Object.entries(service.sidecarSecrets).map(([key, purpose]) => [key, secret(purpose)]);
        writeFileSync(secretsFile, JSON.stringify({ [service.appId]: Object.fromEntries(secrets) }), { mode: 0o600 });

        const { selfHosted } = model.daprComponents;
        const objects = renderComponents(templates, {
          ...model.daprComponents,
          ...observed,
          selfHosted: selfHosted && { ...selfHosted, secretsFile },
        });
        for (const object of objects.filter((candidate) => isScopedTo(candidate, service.appId))) {
          const file = `${object.kind}-${object.metadata.name}.yaml`.toLowerCase();
          writeFileSync(join(resources, file), stringify(object), { mode: 0o600 });
        }
        const configuration = join(sidecarDir, 'configuration.yaml');
        const own = objects.find((object) => isConfigurationOf(object, componentName(model.storefront, service.name)));
        writeFileSync(configuration, stringify(own), { mode: 0o600 });
        const sentryToken = join(sidecarDir, 'sentry-token');
        writeFileSync(sentryToken, tokens.tokenFor(service.appId), { mode: 0o600 });
        return [service.name, { resources, configuration, sentryToken }] as const;
      }),
  );
}

const isScopedTo = (object: DaprObject, appId: string) => object.scopes?.includes(appId) ?? false;

const isConfigurationOf = (object: DaprObject, name: string) =>
  object.kind === 'Configuration' && object.metadata.name === name;
