/**
 * The settings of this service that change while it runs: follows the config service's feed through the sidecar.
 *
 * saved or none -> (the feed's first line) -> following -> (the feed breaks, or is silent) -> disconnected -> following
 *
 * - saved: what was last known, from a file, in force before the service listens. none: every setting has the value with which
 *   the service was started.
 * - following: a commit is in force here within milliseconds of being in force there.
 * - disconnected: everything stays as it is; log and health say so.
 */
import { SettingsLine, settingsHeartbeat, streamSettings } from '@mambogo/contracts/api/internal-settings.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import {
  type ConfigurableService,
  type RuntimeSettings,
  runtimeSettings,
} from '@mambogo/contracts/runtime-settings.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { followFeed } from '../feed/follow-feed.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { FollowedSettings } from './followed-settings.ts';
import { readSavedSettings, saveSettings } from './saved-settings.ts';

export interface FollowSettings {
  readonly service: ConfigurableService;
  readonly sidecar: Pick<Sidecar, 'invoke'>;
  /** Where the last known settings are saved; undefined: nowhere. */
  readonly file: string | undefined;
  /** The level until a file sets one. */
  readonly logLevel: string;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
  readonly silenceTimeoutMs?: number;
}

/** How long to be disconnected before a warning: replacing the config service, or starting a whole shop, takes less. */
const warnAfterMs = 30_000;

export function followSettings(options: FollowSettings): FollowedSettings {
  const { service, logger, file } = options;
  const schema = runtimeSettings[service];
  let known = file === undefined ? undefined : readSavedSettings(file, schema, logger);
  let disconnectedSince: number | undefined = Date.now();
  let warned = false;
  const feed = followFeed({
    sidecar: options.sidecar,
    service: 'config',
    path: () => pathOf(streamSettings, { query: { service } }),
    stopping: options.stopping,
    silenceTimeoutMs: options.silenceTimeoutMs ?? 2_500 * settingsHeartbeat,
    onLine: readLine,
    onDisconnected: warnDisconnected,
  });
  apply();

  function readLine(text: string): void {
    const line = SettingsLine.safeParse(JSON.parse(text));
    feed.markHealthy();
    if (warned) logger.info({ event: 'settings.feed_back' }, 'feed of settings reconnected');
    disconnectedSince = undefined;
    warned = false;
    if (!line.success || line.data.type !== 'settings') return;
    const { commit, settings } = line.data;
    const parsed = schema.safeParse(settings);
    if (!parsed.success) {
      logger.error(
        { event: 'settings.not_applied', commit, error: parsed.error.message },
        'settings are not valid for this release of the service, the previous ones stay in force',
      );
      return;
    }
    known = { commit, settings: parsed.data };
    apply();
    logger.info({ event: 'settings.applied', commit }, 'settings are in force');
    if (file !== undefined) saveSettings(file, known, logger);
  }

  function apply(): void {
    logger.level = known?.settings.logLevel ?? options.logLevel;
  }

  function warnDisconnected(err: unknown): void {
    disconnectedSince ??= Date.now();
    if (warned || !isLongDisconnected()) return;
    warned = true;
    logger.warn(
      { err, event: 'settings.feed_away' },
      'feed of settings disconnected, the last known ones stay in force',
    );
  }

  const isLongDisconnected = (): boolean =>
    disconnectedSince !== undefined && Date.now() - disconnectedSince >= warnAfterMs;

  return {
    current<S extends ConfigurableService>(of: S) {
      if (String(of) !== service) throw new Error(`these are the settings of ${service}, not of ${of}`);
      return known?.settings as RuntimeSettings<S> | undefined;
    },
    commit: () => known?.commit,
    degradedReason: () =>
      disconnectedSince !== undefined && isLongDisconnected()
        ? `feed of settings disconnected since ${new Date(disconnectedSince).toISOString()}`
        : undefined,
    start: feed.start,
    stop: feed.stop,
  };
}
