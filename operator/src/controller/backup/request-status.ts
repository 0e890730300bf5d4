/** Status of a StorefrontBackup and of a StorefrontRestore, and writing it. */
import type { Client } from '../../kube/client.ts';
import { fieldText, type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { hashOf } from '../../kube/object-hash.ts';
import { recordEvent } from '../../kube/record-event.ts';
import type { WatchCache } from '../../kube/watch-cache.ts';

export type BackupPhase = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Removing';
export type RestorePhase = 'Pending' | 'Preparing' | 'Switching' | 'Completed' | 'Failed';

interface Progress {
  readonly message?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly duration?: string;
}

export interface BackupStatus extends Progress {
  readonly phase: BackupPhase;
  readonly cutAt?: string;
  readonly pausedMs?: number;
  readonly bytes?: number;
  readonly size?: string;
  readonly location?: string;
  readonly path?: string;
  readonly version?: string;
  readonly rootFingerprint?: string;
  readonly expiresAt?: string;
}

export interface RestoreStatus extends Progress {
  readonly phase: RestorePhase;
  readonly cutAt?: string;
  readonly path?: string;
  readonly stoppedAt?: string;
}

type RequestStatus = BackupStatus | RestoreStatus;

const statusOf = <Status extends RequestStatus>({ status }: KubeObject): Status =>
  ({ phase: 'Pending', ...(status as Partial<Status> | undefined) }) as Status;
export const backupStatus = (backup: KubeObject): BackupStatus => statusOf(backup);
export const restoreStatus = (restore: KubeObject): RestoreStatus => statusOf(restore);

export const isBackup = ({ kind }: KubeObject): boolean => kind === 'StorefrontBackup';
export const isRestore = ({ kind }: KubeObject): boolean => kind === 'StorefrontRestore';
export const isEnded = (request: KubeObject): boolean =>
  ['Completed', 'Failed'].includes(fieldText(request.status, 'phase') ?? '');

export interface RequestWriter {
  readonly client: Client;
  readonly cache: Pick<WatchCache, 'upsert'>;
}

/** Writes what changed; fields that are undefined are removed. Ends are recorded as Events. Returns the object as it is now. */
export async function writeStatus<Status extends RequestStatus>(
  { client, cache }: RequestWriter,
  request: KubeObject,
  next: Status,
): Promise<KubeObject> {
  const before = fieldText(request.status, 'phase');
  const status = { ...next, message: next.message?.slice(0, 1_024), conditions: [completedCondition(request, next)] };
  const known = (request.status ?? {}) as Readonly<Record<string, unknown>>;
  if (hashOf({ ...known, ...status }) === hashOf(known)) return request;
  const cleared = Object.fromEntries(Object.entries(status).map(([name, value]) => [name, value ?? null]));
  const written = await client.mergePatch(referenceTo(request), { status: cleared }, 'status');
  cache.upsert(written);
  if (next.phase !== before && (next.phase === 'Completed' || next.phase === 'Failed')) {
    const what = isBackup(request) ? 'Backup' : 'Restore';
    await recordEvent(client, request, {
      type: next.phase === 'Failed' ? 'Warning' : 'Normal',
      reason: `${what}${next.phase}`,
      message: next.message ?? `${what.toLowerCase()} completed in ${next.duration ?? 'no time'}`,
    });
  }
  return written;
}

/** Says what it waits for, or what it does. */
export const writeMessage = (writer: RequestWriter, request: KubeObject, message: string): Promise<KubeObject> =>
  writeStatus(writer, request, { ...statusOf(request), message });

/** Ends it, with what else is known now. */
export function writeEnd<Status extends RequestStatus>(
  { now, ...writer }: RequestWriter & { readonly now: Date },
  request: KubeObject,
  end: Partial<Status> & Pick<Status, 'phase'>,
): Promise<KubeObject> {
  const before = statusOf(request);
  const completedAt = now.toISOString();
  const duration = durationText(before.startedAt, completedAt);
  return writeStatus(writer, request, { ...before, message: undefined, completedAt, duration, ...end });
}

function completedCondition({ metadata, status }: KubeObject, { phase, message }: RequestStatus) {
  const state = phase === 'Completed' || phase === 'Removing' ? 'True' : phase === 'Failed' ? 'False' : 'Unknown';
  const known = (status as { conditions?: { status: string; lastTransitionTime: string }[] } | undefined)
    ?.conditions?.[0];
  return {
    type: 'Completed',
    status: state,
    reason: phase,
    message: message ?? '',
    lastTransitionTime: known?.status === state ? known.lastTransitionTime : new Date().toISOString(),
    observedGeneration: metadata.generation ?? 0,
  };
}

/** Time from start to end, such as `1m12s`. */
export function durationText(from: string | undefined, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from ?? to)) / 1_000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}

/** Such as `3.4 MiB`. */
export function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}
