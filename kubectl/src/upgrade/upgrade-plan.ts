/** What a change of a Storefront's version would do, and what stands against it. Pure. */
import { rolloutOrder } from '@mambogo/blueprint/rollout-order.ts';
import { type ServiceName, serviceNames } from '@mambogo/blueprint/service-blueprint.ts';
import { additions, blueprintOf, carriedVersions, isNewer } from '@mambogo/blueprint/versions.ts';
import { statusOf } from '@mambogo/operator/controller/status/shop-status.ts';
import { isActive } from '@mambogo/operator/controller/upgrade/upgrade.ts';
import { field, type KubeObject } from '@mambogo/operator/kube/kube-object.ts';

export interface UpgradePlan {
  readonly from: string | undefined;
  readonly to: string;
  /** What would happen, in this order. */
  readonly steps: readonly string[];
  /** Why it would not happen, or would fail. */
  readonly obstacles: readonly string[];
  /** What does not keep it from happening. */
  readonly notes: readonly string[];
}

/** @param rejection what the API server says against the changed spec */
export function planUpgradeOf(storefront: KubeObject, to: string, rejection: string | undefined): UpgradePlan {
  const status = statusOf(storefront);
  const { version: from, upgrade } = status;
  const failed = upgrade?.state === 'Failed' && upgrade.to === to ? upgrade : undefined;
  return {
    from,
    to,
    steps: from === undefined || from === to || !blueprintOf(from) || !blueprintOf(to) ? [] : stepsOf(from, to, status),
    obstacles: [
      ...(rejection ? [`the API server rejects it: ${rejection}`] : []),
      ...(from === undefined ? ['the shop was never ready: it has no version to change from'] : []),
      ...(from !== undefined && !carriedVersions.includes(from)
        ? [`this command knows ${carriedVersions.join(' and ')}; the shop runs ${from}`]
        : []),
      ...(from === to ? [`the shop runs ${to} already`] : []),
      ...(field(storefront.spec, 'paused') === true ? ['it is paused: kubectl mambogo resume'] : []),
      ...(field(storefront.spec, 'hibernated') === true ? ['it is hibernated: kubectl mambogo wake'] : []),
      ...(upgrade && isActive(upgrade) ? [`the change from ${upgrade.from} to ${upgrade.to} is in progress`] : []),
      ...status.conditions
        .filter(({ type, status: is, reason }) => type === 'Stalled' && is === 'True' && reason !== 'UpgradeFailed')
        .map(({ message }) => `it needs a person: ${message}`),
      ...(status.phase === 'Ready' || status.phase === 'Paused' || status.phase === 'Hibernated'
        ? []
        : [`it is ${status.phase}: kubectl mambogo status`]),
    ],
    notes: [
      ...(failed ? [`the last attempt failed (${failed.reason}): ${failed.message}`] : []),
      ...status.conditions
        .filter(({ type, status: is }) => type === 'InvariantsHold' && is === 'False')
        .map(({ message }) => `an invariant is violated now, so the check of the upgraded shop ignores it: ${message}`),
    ],
  };
}

function stepsOf(from: string, to: string, { services = [] }: ReturnType<typeof statusOf>): string[] {
  const present = serviceNames.filter((name) => services.some((one) => one.name === name));
  const order: ServiceName[] = rolloutOrder(from, to, present.length > 0 ? present : serviceNames);
  const events = additions.events.map(({ name }) => name).join(', ');
  return [
    `set-up and migrations of ${to}; code of ${from} works on the schema they leave`,
    `services, one after another, each ready before the next: ${order.join(', ')}`,
    'a check: catalogue, token issuer and a page through the ingress; no invariant newly violated',
    ...(events && isNewer(to, from) ? [`new events from then on: ${events}`] : []),
    ...(events && !isNewer(to, from) ? [`no longer published: ${events}`] : []),
    `if something fails, the services go back to ${from} by themselves`,
  ];
}
