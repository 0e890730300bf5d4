/** The condition `Upgraded`: how the last change of the version went. It exists once there was one. Pure. */
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import type { Upgrade } from './upgrade.ts';

const type = 'Upgraded';

export function upgradeConditions(upgrade: Upgrade | undefined, order: readonly string[]): Condition[] {
  if (!upgrade) return [];
  const { from, to, services, reason, message } = upgrade;
  const change = `${from} to ${to}`;
  switch (upgrade.state) {
    case 'Rolling': {
      const current = services.at(-1);
      const progress = current ? `${current} (${services.length} of ${order.length} services)` : 'migrations';
      return [conditionFalse(type, 'Progressing', `${change}: ${progress}`)];
    }
    case 'Verifying':
      return [conditionFalse(type, 'Progressing', `${change}: every service runs it; checking the shop`)];
    case 'Complete':
      return [conditionTrue(type, 'Complete', `${change}: every service runs it`)];
    case 'Returning':
      return [conditionFalse(type, 'Returning', `${change} failed (${reason}), returning to ${from}: ${message}`)];
    case 'Failed':
      return [
        conditionFalse(
          type,
          'UpgradeFailed',
          `${change} failed (${reason}): ${message}. The shop runs ${from}; the upgrade is tried again when the spec changes`,
        ),
      ];
  }
}

/** The shop runs its earlier version as if the spec still asked for it. */
export const isFailedUpgrade = (condition: Condition): boolean =>
  condition.type === type && condition.reason === 'UpgradeFailed';
