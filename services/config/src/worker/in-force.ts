/**
 * Which commit is in force: the newest one of the branch if it is valid, otherwise the last one that was.
 *
 * unknown -> (a valid commit) -> in force -> (a newer valid commit) -> in force
 *                                in force -> (a newer commit that is not valid) -> in force, with violations of the newest
 *
 * It is remembered in the repository, so that a restart, also without the remote, goes on with it. Listeners are notified of each
 * change; one that was not there gets the newest when it comes, so that no change is lost by missing the one before.
 */
import { readFile } from 'node:fs/promises';
import type { ConfigurableService, RuntimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { createFileFollower } from '@mambogo/service/process/file-follower.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { assessCommit } from '../domain/assess-commit.ts';
import { layersOf, mergeLayers, type StorefrontLayers } from '../domain/layer-settings.ts';
import type { SettingFile, Violation } from '../domain/setting-files.ts';
import { readStorefrontLayers } from '../domain/storefront-layers.ts';
import type { SettingsRepository } from '../store/settings-repository.ts';

export interface Snapshot {
  readonly commit: string;
  readonly files: readonly SettingFile[];
  readonly storefront: StorefrontLayers;
}

export interface InForce extends Worker {
  /** Opens the repository and puts in force what was so last, before the first request. */
  open(): Promise<void>;
  /** undefined: no valid commit was ever seen. */
  snapshot(): Snapshot | undefined;
  settingsOf<S extends ConfigurableService>(service: S): RuntimeSettings<S> | undefined;
  readonly status: () => InForceStatus;
  /** Looks for a newer commit now. */
  refresh(): Promise<void>;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  readonly fetcher: Worker;
}

export interface InForceStatus {
  readonly head?: string;
  /** Of the newest commit; empty: it is in force. */
  readonly violations: readonly Violation[];
  readonly unreachableSince?: Date;
}

export interface InForceSettings {
  readonly repository: SettingsRepository;
  readonly profile: string;
  readonly limitsFile: string | undefined;
  readonly lookSeconds: number;
  readonly fetchSeconds: number;
  readonly logger: Logger;
}

export function createInForce(settings: InForceSettings): InForce {
  const { repository, profile, limitsFile, logger } = settings;
  const listeners = new Set<() => void>();
  let snapshot: Snapshot | undefined;
  let head: string | undefined;
  let violations: readonly Violation[] = [];
  let unreachableSince: Date | undefined;
  let seen = '';
  let limitsText = '';
  let refreshing: Promise<void> = Promise.resolve();

  const changed = () => {
    for (const listener of listeners) listener();
  };

  async function look(): Promise<void> {
    await lookAtLimits();
    const fingerprint = await repository.fingerprint();
    if (fingerprint === seen) return;
    const newest = await repository.head();
    if (newest !== undefined && newest !== snapshot?.commit) await assess(newest);
    else violations = [];
    head = newest;
    // Only now: what failed above is tried again.
    seen = fingerprint;
  }

  async function assess(commit: string): Promise<void> {
    const { files, violations: found } = assessCommit(await repository.files(commit));
    violations = found;
    if (found.length > 0)
      return logger.warn(
        { event: 'settings.commit_refused', commit, violations: found, inForce: snapshot?.commit },
        'commit of settings is not valid, the last valid one stays in force',
      );
    await repository.markInForce(commit);
    snapshot = { commit, files, storefront: snapshot?.storefront ?? readStorefrontLayers(limitsText).layers };
    logger.info({ event: 'settings.in_force', commit }, 'commit of settings is in force');
    changed();
  }

  async function lookAtLimits(): Promise<void> {
    if (!limitsFile) return;
    const text = await readFile(limitsFile, 'utf8').catch(() => '');
    if (text === limitsText) return;
    limitsText = text;
    const { layers, error } = readStorefrontLayers(text);
    if (error)
      return logger.error(
        { event: 'settings.limits_invalid', file: limitsFile, error },
        'rate limits of the Storefront are invalid, the previous ones stay in force',
      );
    if (!snapshot) return;
    snapshot = { ...snapshot, storefront: layers };
    changed();
  }

  /** One at a time: a request during a look is served by the next. */
  const refresh = (): Promise<void> => {
    refreshing = refreshing.catch(() => undefined).then(look);
    return refreshing;
  };

  async function fetch(): Promise<void> {
    try {
      await repository.fetch();
      if (unreachableSince)
        logger.info({ event: 'settings.repository_back' }, 'repository of settings can be read again');
      unreachableSince = undefined;
    } catch (err) {
      if (!unreachableSince)
        logger.warn(
          { event: 'settings.repository_away', err, inForce: snapshot?.commit },
          'repository of settings cannot be read, the last valid commit stays in force',
        );
      unreachableSince ??= new Date();
    }
  }

  const looker = createFileFollower({
    name: 'settings repository',
    files: [...repository.branchFiles, ...(limitsFile ? [limitsFile] : [])],
    seconds: settings.lookSeconds,
    logger,
    task: refresh,
  });
  const fetcher = createPollingWorker({
    name: 'settings remote',
    seconds: settings.fetchSeconds,
    logger,
    tick: () =>
      fetch()
        .then(refresh)
        .then(() => false),
  });

  return {
    ...looker,
    fetcher,
    async open() {
      await repository.open();
      await lookAtLimits();
      const last = await repository.inForce();
      if (last) await assess(last);
      await refresh();
    },
    snapshot: () => snapshot,
    settingsOf: (service) =>
      snapshot && mergeLayers(service, layersOf(service, [profile], snapshot.files, snapshot.storefront)),
    status: () => ({ head, violations, unreachableSince }),
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
