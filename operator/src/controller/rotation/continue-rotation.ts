/** Plans the rotation of a shop's credentials from its status and spec, and continues it with what a reconcile has found. */
import { rolloutOrder } from '@mambogo/blueprint/rollout-order.ts';
import type { Storefront } from '../../api/storefront.ts';
import { fieldText } from '../../kube/kube-object.ts';
import { recordEvent } from '../../kube/record-event.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { ConditionError } from '../status/condition-error.ts';
import type { Condition } from '../status/conditions.ts';
import { isActive, type Upgrade } from '../upgrade/upgrade.ts';
import { advanceRotation, rotationConditions } from './advance-rotation.ts';
import { isRotating, planRotation, type Rotation } from './rotation.ts';

/** @throws ConditionError the generation was lowered, or the version is to change meanwhile */
export function planCredentials(
  { previousStatus: before, cache, key }: Pick<ReconcileContext, 'previousStatus' | 'cache' | 'key'>,
  { spec }: Storefront,
  upgrade: Upgrade | undefined,
): Rotation | undefined {
  const isUpgrading = upgrade !== undefined && isActive(upgrade);
  if (isUpgrading && isRotating(before.credentials))
    throw new ConditionError('Waiting', 'spec.version: the version is changed once the credentials are rotated');
  const running = cache.requestsOf(key).find((request) => runningPhases.has(fieldText(request.status, 'phase') ?? ''));
  return planRotation({
    last: before.credentials,
    exists: before.rootFingerprint !== undefined,
    wanted: spec.credentials?.generation ?? 1,
    blocker: isUpgrading
      ? 'waits for the upgrade of the shop'
      : running && `waits for ${running.kind} ${running.metadata.name}`,
    now: new Date().toISOString(),
  });
}

/** Of a backup or restore whose Jobs hold log-ins. */
const runningPhases: ReadonlySet<string> = new Set(['Running', 'Preparing', 'Switching']);

export interface RotationProgress {
  readonly rotation: Rotation | undefined;
  readonly conditions: readonly Condition[];
  readonly advanced: boolean;
}

export async function continueRotation(
  { client, storefront }: Pick<ReconcileContext, 'client' | 'storefront'>,
  before: Rotation | undefined,
  { version, services }: ShopModel,
  stages: readonly Condition[],
): Promise<RotationProgress> {
  // Callees before their callers.
  const order = rolloutOrder(
    version,
    version,
    services.map(({ name }) => name),
  ).reverse();
  const now = new Date();
  const rotation = before && advanceRotation(before, { conditions: stages, order, now: now.toISOString() });
  const advanced = rotation?.since !== before?.since;
  if (rotation && rotation.phase !== before?.phase) {
    const { generation, previous, target } = rotation;
    const change = target ? `${generation} to ${target}` : `${previous} to ${generation}`;
    const message = `credentials ${change}: ${rotation.phase}`;
    await recordEvent(client, storefront, { type: 'Normal', reason: `Credentials${rotation.phase}`, message });
  }
  const blocked = stages.find(({ status }) => status !== 'True');
  return { rotation, conditions: rotationConditions(rotation, order, blocked, now.getTime()), advanced };
}
