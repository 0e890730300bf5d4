/** The settings of a service that change while it runs, as the service reads them: at each use, never once. */
import type { ConfigurableService, RuntimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import type { Worker } from '../process/worker.ts';

export interface FollowedSettings extends Partial<Worker> {
  /** The settings in force of the service itself; undefined: none were ever known. */
  current<S extends ConfigurableService>(service: S): RuntimeSettings<S> | undefined;
  /** The commit they are from. */
  commit(): string | undefined;
  degradedReason(): string | undefined;
}

/** Where no config service is: every setting keeps the value with which the service was started. */
export const noRuntimeSettings = (): FollowedSettings => ({
  current: () => undefined,
  commit: () => undefined,
  degradedReason: () => undefined,
});
