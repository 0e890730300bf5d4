/**
 * Feature flags: the OpenFeature client of a service, over its settings in force. A flag is read at each use; one that no file
 * sets has its default.
 */
import { type FeatureName, featureDefaults, type RuntimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { type Client, ErrorCode, OpenFeature, type Provider, type ResolutionDetails } from '@openfeature/server-sdk';

export interface Features {
  isOn(name: FeatureName): Promise<boolean>;
}

export function createFeatures(
  service: 'order',
  settings: { current(service: 'order'): RuntimeSettings<'order'> | undefined },
): Features {
  OpenFeature.setProvider(service, new SettingsProvider(() => settings.current(service)?.features ?? {}));
  const client: Client = OpenFeature.getClient(service);
  return { isOn: (name) => client.getBooleanValue(name, featureDefaults[name]) };
}

/** All flags are booleans. */
class SettingsProvider implements Provider {
  readonly metadata = { name: 'mambogo-settings' };
  readonly runsOn = 'server';
  readonly #current: () => Readonly<Record<string, boolean | undefined>>;

  constructor(current: () => Readonly<Record<string, boolean | undefined>>) {
    this.#current = current;
  }

  async resolveBooleanEvaluation(flag: string, defaultValue: boolean): Promise<ResolutionDetails<boolean>> {
    const value = this.#current()[flag];
    return value === undefined ? { value: defaultValue, reason: 'DEFAULT' } : { value, reason: 'STATIC' };
  }

  resolveStringEvaluation = notBoolean<string>;
  resolveNumberEvaluation = notBoolean<number>;
  resolveObjectEvaluation = notBoolean;
}

const notBoolean = async <T>(_flag: string, value: T): Promise<ResolutionDetails<T>> => ({
  value,
  reason: 'ERROR',
  errorCode: ErrorCode.TYPE_MISMATCH,
});
