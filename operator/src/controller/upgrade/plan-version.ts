/** Decides what is to be done about the version of a shop, from its status and its accepted spec. */
import type { Storefront } from '../../api/storefront.ts';
import { supportedVersions } from '../../api/supported-versions.ts';
import { ConditionError } from '../status/condition-error.ts';
import type { ShopStatus } from '../status/shop-status.ts';
import { planUpgrade, type Upgrade } from './upgrade.ts';

/** @throws ConditionError the shop runs a version that this operator does not know */
export function planVersion(
  { upgrade: last, version: running, conditions }: ShopStatus,
  { spec }: Storefront,
  generation: number,
): Upgrade | undefined {
  if (running !== undefined && running !== spec.version && !supportedVersions.includes(running))
    throw new ConditionError(
      'NotSupported',
      `spec.version: the shop runs ${running}, and this operator changes only between ${supportedVersions.join(' and ')}; upgrade it by the operators in between`,
    );
  const violated = conditions.some(({ type, status }) => type === 'InvariantsHold' && status === 'False');
  const now = new Date().toISOString();
  return planUpgrade({ last, running, wanted: spec.version, generation, violated, now });
}
