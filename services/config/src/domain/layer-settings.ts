/**
 * Layers the files of a commit into the settings of one service. From the strongest to the weakest: `<service>-<profile>.yml`,
 * `application-<profile>.yml`, `<service>.yml`, `application.yml`, and the Storefront's own (`spec.limits`). Pure.
 */
import {
  type ConfigurableService,
  isConfigurable,
  type RuntimeSettings,
  runtimeSettings,
} from '@mambogo/contracts/runtime-settings.ts';
import type { SettingFile } from './setting-files.ts';

type Values = Readonly<Record<string, unknown>>;

export interface Layer {
  /** Name of the file, or of the source outside of the repository. */
  readonly name: string;
  readonly values: Values;
}

/** What the Storefront sets, by service: weaker than every file. */
export type StorefrontLayers = Readonly<Partial<Record<ConfigurableService, Layer>>>;

/**
 * Layers for a service, strongest first.
 * @param service also a name that no service of the shop has: it gets what applies to all
 * @param profiles of several, a later one is stronger
 */
export function layersOf(
  service: string,
  profiles: readonly string[],
  files: readonly SettingFile[],
  storefront: StorefrontLayers = {},
): Layer[] {
  const find = (ofService: string | undefined, profile: string | undefined) =>
    files.filter((file) => file.service === ofService && file.profile === profile);
  const own = isConfigurable(service) ? service : undefined;
  const both = (profile: string | undefined) => [...(own ? find(own, profile) : []), ...find(undefined, profile)];
  const base = own && storefront[own];
  return [...profiles.toReversed().flatMap(both), ...both(undefined), ...(base ? [base] : [])];
}

/** The settings in force for a service: all layers, merged. */
export function mergeLayers<S extends ConfigurableService>(service: S, layers: readonly Layer[]): RuntimeSettings<S> {
  const merged = layers.toReversed().reduce<Values>((weaker, { values }) => merge(weaker, values), {});
  return runtimeSettings[service].parse(merged) as RuntimeSettings<S>;
}

/** Objects are merged by key; any other value replaces the weaker one. */
function merge(weaker: Values, stronger: Values): Values {
  const merged: Record<string, unknown> = { ...weaker };
  for (const [key, value] of Object.entries(stronger)) {
    if (value === undefined) continue;
    const below = merged[key];
    merged[key] = isObject(below) && isObject(value) ? merge(below, value) : value;
  }
  return merged;
}

const isObject = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
