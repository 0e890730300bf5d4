/** Kinds that add-ons of the cluster install: some a shop needs, others it uses where they are. */
import type { KubeObject } from '../kube/kube-object.ts';
import type { ResourceKind } from '../kube/resource-kinds.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import type { StageContext } from './stage-context.ts';
import { ConditionError } from './status/condition-error.ts';

/** A shop works without these, so nothing of them is required. */
const optionalAddOns = ['Prometheus operator', 'KEDA'] as const;
type AddOn = NonNullable<ResourceKind['providedBy']>;
type RequiredAddOn = Exclude<AddOn, (typeof optionalAddOns)[number]>;
const isRequired = (addOn: AddOn): addOn is RequiredAddOn => !optionalAddOns.some((one) => one === addOn);

const remedies: Readonly<Record<RequiredAddOn, string>> = {
  Dapr: 'install Dapr 1.18 (helm repo dapr/dapr, with dapr_sidecar_injector.sidecarDropALLCapabilities=true)',
  'Gateway API': 'install the Gateway API, or use spec.ingress',
  'cert-manager': 'install cert-manager, or leave spec.tls out: the operator then issues the store certificates',
};

const missingReasons: Readonly<Record<RequiredAddOn, string>> = {
  Dapr: 'Dapr',
  'Gateway API': 'GatewayAPI',
  'cert-manager': 'CertManager',
};

/** What the cluster has decides by what a shop scales. */
export const isInstalled = (cache: Pick<WatchCache, 'scopeErrors'>, addOn: AddOn): boolean =>
  !cache
    .scopeErrors()
    .values()
    .some(({ kind, missing }) => missing && kind.providedBy === addOn);

/** A shop runs without the Prometheus operator: its pods have annotations for scraping too. */
export function withoutMissingMonitors(context: StageContext, objects: readonly KubeObject[]): readonly KubeObject[] {
  const missing = [...context.cache.scopeErrors().values()].filter((error) => error.missing).map(({ kind }) => kind);
  return objects.filter(
    ({ kind }) => !missing.some((one) => one.kind === kind && one.providedBy === 'Prometheus operator'),
  );
}

/** Kinds that others install: checked before anything of the stage is applied. */
export function requireInstalledKinds(context: StageContext, objects: readonly KubeObject[]): void {
  for (const { kind, missing: notInstalled } of context.cache.scopeErrors().values()) {
    if (!notInstalled || !kind.providedBy || !isRequired(kind.providedBy)) continue;
    if (!objects.some((object) => object.kind === kind.kind)) continue;
    throw new ConditionError(
      `${missingReasons[kind.providedBy]}Missing`,
      `the cluster has no kind ${kind.kind}: ${remedies[kind.providedBy]}`,
    );
  }
}
