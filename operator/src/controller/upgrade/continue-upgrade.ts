/** Continues the upgrade of a shop with what this reconcile has found. */
import { keyOf, referenceTo } from '../../kube/kube-object.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import type { ResolvedState } from '../resolve-desired-state.ts';
import type { Condition } from '../status/conditions.ts';
import { advanceUpgrade } from './advance-upgrade.ts';
import { findFault, type UpgradedShop } from './check-upgraded-shop.ts';
import { replaceStuckPods } from './replace-stuck-pods.ts';
import type { Upgrade } from './upgrade.ts';

/** @returns the same object if nothing changed */
export async function continueUpgrade(
  context: ReconcileContext,
  { upgrade, desired }: Pick<ResolvedState, 'upgrade' | 'desired'>,
  stages: readonly Condition[],
  background: readonly Condition[],
  settling: boolean,
): Promise<Upgrade | undefined> {
  if (!upgrade) return undefined;
  if (upgrade.state === 'Returning') await replaceStuckPods(context, desired.objects.services);
  const isComplete = stages.every(({ status }) => status === 'True') && !settling;
  const fault =
    upgrade.state === 'Verifying' && isComplete
      ? await findFault(upgrade, upgradedShop(context, desired), background)
      : undefined;
  const findings = { conditions: stages, order: desired.order, settling, fault, now: Date.now() };
  return advanceUpgrade(upgrade, findings, context.upgradeLimits);
}

/** undefined: its public URL is not probed. */
function upgradedShop(
  { cache, key, reachability }: ReconcileContext,
  { model, objects }: ResolvedState['desired'],
): UpgradedShop | undefined {
  const [entryPoint] = objects.ingress;
  if (!reachability || !entryPoint) return undefined;
  return {
    publicUrl: model.publicUrl,
    address: cache.entriesOf(key).get(keyOf(referenceTo(entryPoint)))?.state.address,
    issuesTokens: model.services.some(({ name }) => name === 'identity'),
  };
}
