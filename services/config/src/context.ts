/** Everything the config service depends on. */
import { type BaseContext, createBaseContext } from '@mambogo/service/process/base-context.ts';
import { hasCredential, readCredential } from '@mambogo/service/process/settings.ts';
import type { Settings } from './settings.ts';
import type { Remote } from './store/git.ts';
import { openSettingsRepository, type SettingsRepository } from './store/settings-repository.ts';
import { createInForce, type InForce } from './worker/in-force.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  readonly repository: SettingsRepository;
  readonly inForce: InForce;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('config', settings);
  const repository = openSettingsRepository(settings.REPOSITORY_DIR, settings.GIT_BRANCH, remoteOf(settings));
  const inForce = createInForce({
    repository,
    profile: settings.PROFILE,
    limitsFile: settings.LIMITS_FILE,
    lookSeconds: settings.LOOK_SECONDS,
    fetchSeconds: settings.FETCH_SECONDS,
    logger: base.logger,
  });
  inForce.onChange(() => {
    base.logger.level = inForce.settingsOf('config')?.logLevel ?? settings.LOG_LEVEL;
  });
  return { ...base, settings, repository, inForce };
}

/** The login is read at each use, as its Secret may come or change later. */
function remoteOf({ GIT_URL: url, CREDENTIALS_DIR: folder }: Settings): (() => Remote) | undefined {
  if (url === undefined) return undefined;
  const read = (name: string) => (hasCredential(folder, name) ? readCredential(folder, name).trim() : undefined);
  return () => ({ url, username: read('git-username'), password: read('git-password') });
}
