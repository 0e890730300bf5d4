/** The next state of an upgrade, from what one reconcile has found. Pure. */
import { type Condition, isHibernated } from '../status/conditions.ts';
import { isActive, returning, type Upgrade } from './upgrade.ts';

/** Milliseconds. */
export interface UpgradeLimits {
  /** Until something that can't start by itself (an image, a crash, a rejected pod) fails the attempt: it may be on its way. */
  readonly stuck: number;
  /** Until a step without any progress fails the attempt. */
  readonly step: number;
  /** Until a failing check of the upgraded shop fails the attempt. */
  readonly check: number;
}

export const defaultLimits: UpgradeLimits = { stuck: 90_000, step: 600_000, check: 60_000 };

export interface UpgradeFindings {
  /** Of the stages. */
  readonly conditions: readonly Condition[];
  /** Every service of the shop, in the order they take the new version. */
  readonly order: readonly string[];
  /** Some pods are too young to be judged. */
  readonly settling: boolean;
  /** Why the upgraded shop does not work, though every service is ready. Asked for only while `Verifying`. */
  readonly fault: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Reasons that nothing but time resolves, if at all. */
const isOngoing = ({ status, reason }: Condition): boolean => status !== 'False' || reason === 'Progressing';

export function advanceUpgrade(upgrade: Upgrade, findings: UpgradeFindings, limits = defaultLimits): Upgrade {
  if (!isActive(upgrade)) return upgrade;
  if (findings.conditions.some(isHibernated)) return upgrade.since ? { ...upgrade, since: undefined } : upgrade;
  const now = new Date(findings.now).toISOString();
  if (upgrade.since === undefined) return { ...upgrade, since: now };
  const waited = findings.now - Date.parse(upgrade.since);
  const blocked = findings.conditions.find(({ status }) => status !== 'True');
  if (upgrade.state === 'Returning') return blocked ? upgrade : goBack(upgrade, now);
  if (blocked) {
    const final = blocked.reason === 'JobFailed' || waited > (isOngoing(blocked) ? limits.step : limits.stuck);
    return final ? returning(upgrade, blocked.reason, `${blocked.type}: ${blocked.message}`, now) : upgrade;
  }
  if (upgrade.state === 'Rolling') return goOn(upgrade, findings.order, now);
  if (findings.settling) return upgrade;
  if (findings.fault === undefined) return { ...upgrade, state: 'Complete', since: now };
  return waited > limits.check ? returning(upgrade, 'CheckFailed', findings.fault, now) : upgrade;
}

function goOn(upgrade: Upgrade, order: readonly string[], now: string): Upgrade {
  const next = order.find((name) => !upgrade.services.includes(name));
  return next === undefined
    ? { ...upgrade, state: 'Verifying', since: now }
    : { ...upgrade, services: [...upgrade.services, next], since: now };
}

const goBack = (upgrade: Upgrade, now: string): Upgrade =>
  upgrade.services.length === 0
    ? { ...upgrade, state: 'Failed', since: now }
    : { ...upgrade, services: upgrade.services.slice(0, -1), since: now };
