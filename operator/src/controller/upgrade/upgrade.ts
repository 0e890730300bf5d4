/**
 * The change of a shop from one version to another, as `status.upgrade` keeps it: all that another operator needs to continue.
 *
 * - Rolling: access control, Subscriptions and topics are those of both versions, migrations have run or are running, and `services` take
 *   the new version one after another.
 * - Verifying: all services run it and are ready; they are watched for a moment and asked for what shoppers see.
 * - Complete: the shop runs `to`.
 * - Returning: something failed, or the spec asks for another version: the services in `services` go back, the last one first.
 * - Failed: the shop runs `from` again; the attempt is not repeated until the spec changes.
 *
 * Upgrades and downgrades are the same, but for the order of services.
 */

export interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** Generation of the spec that asked for it. */
  readonly generation: number;
  readonly state: 'Rolling' | 'Verifying' | 'Complete' | 'Returning' | 'Failed';
  /** Services that run `to` or are taking it, in the order they took it. */
  readonly services: readonly string[];
  /** When it last advanced (ISO 8601); absent while the shop is hibernated. */
  readonly since?: string;
  /** Some invariant was violated before it began. */
  readonly violated?: boolean;
  /** Why it failed. */
  readonly reason?: string;
  readonly message?: string;
}

export const isActive = ({ state }: Upgrade): boolean => state !== 'Complete' && state !== 'Failed';

export interface UpgradeRequest {
  /** `status.upgrade` and `status.version`. */
  readonly last: Upgrade | undefined;
  readonly running: string | undefined;
  readonly wanted: string;
  readonly generation: number;
  readonly violated: boolean;
  /** ISO 8601. */
  readonly now: string;
}

/** What is to be done about the version now; undefined: the shop runs the version of its spec, or is being created. Pure. */
export function planUpgrade({ last, running, wanted, ...request }: UpgradeRequest): Upgrade | undefined {
  if (running === undefined) return undefined;
  if (last && isActive(last)) {
    if (last.state === 'Returning' || last.to === wanted) return last;
    return returning(last, 'Withdrawn', `spec.version became ${wanted}`, request.now);
  }
  if (wanted === running) return last?.state === 'Complete' && last.to === running ? last : undefined;
  const { generation, violated, now } = request;
  if (last?.state === 'Failed' && last.to === wanted && last.generation === generation) return last;
  const attempt: Upgrade = { from: running, to: wanted, generation, state: 'Rolling', services: [], since: now };
  return violated ? { ...attempt, violated } : attempt;
}

/** The service that took the version last is what most likely fails: it goes back at once, without waiting for it. */
export const returning = (upgrade: Upgrade, reason: string, message: string, now: string): Upgrade => ({
  ...upgrade,
  state: 'Returning',
  services: upgrade.services.slice(0, -1),
  since: now,
  reason,
  message: message.slice(0, 1_000),
});
