/**
 * Applies `spec.pods` to a rendered pod template. Labels, annotations and variables that the shop itself sets are rejected rather
 * than overwritten or ignored; a `template` is merged last and may change anything but the pod's identity and permissions: own
 * labels, service account, security context. Without settings the template is returned unchanged. Pure.
 */
import type { V1Container, V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import { hashOf } from '../kube/object-hash.ts';
import type { ComponentGroup } from '../model/component-names.ts';
import { componentPodSettings } from '../model/pod-settings.ts';
import type { ShopModel } from '../model/shop-model.ts';
import { componentSelector, containerSecurity } from './restricted-pod.ts';
import { strategicMerge } from './strategic-merge.ts';

/** The message names the field of the Storefront and the reason. */
export class PodSettingsError extends Error {}

/** @throws PodSettingsError */
export function withPodSettings(
  { pods, platform, storefront }: Pick<ShopModel, 'pods' | 'platform' | 'storefront'>,
  group: ComponentGroup,
  component: string,
  template: V1PodTemplateSpec,
): V1PodTemplateSpec {
  const componentSettings = componentPodSettings(pods, group, component);
  const rendered = platform === 'OpenShift' ? withoutUserIds(template) : template;
  if (!componentSettings) return rendered;
  const { settings, templates } = componentSettings;
  const { nodeSelector, tolerations, affinity, priorityClassName, runtimeClassName } = settings;
  const { topologySpreadConstraints: spread, labels, annotations, env, envFrom } = settings;
  const where = `spec.pods, of ${component}`;
  const settled: V1PodTemplateSpec = {
    metadata: {
      ...rendered.metadata,
      ...(labels ? { labels: mergeNew(rendered.metadata?.labels, labels, `${where}: label`) } : {}),
      ...(annotations
        ? { annotations: mergeNew(rendered.metadata?.annotations, annotations, `${where}: annotation`) }
        : {}),
    },
    spec: {
      ...podSpec(rendered),
      ...withoutUndefined({ nodeSelector, tolerations, affinity, priorityClassName, runtimeClassName }),
      ...(spread
        ? { topologySpreadConstraints: spread.map((one) => withSpreadSelector(one, storefront, component)) }
        : {}),
      containers: podSpec(rendered).containers.map((container) => ({
        ...container,
        ...(env ? { env: withVariables(container, env, where) } : {}),
        ...(envFrom ? { envFrom: [...envFrom] } : {}),
      })),
    },
  };
  return withFittingPauses(templates.reduce((before, one) => applyTemplate(before, one.template, one.field), settled));
}

/** A template may leave a container no time for the pause before it stops, or bring a hook of its own: the API allows one. */
function withFittingPauses(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const spec = podSpec(template);
  const { terminationGracePeriodSeconds: grace = 30 } = spec;
  const containers = spec.containers.map((container) => {
    const { preStop, ...otherHooks } = container.lifecycle ?? {};
    const { sleep, ...own } = preStop ?? {};
    const isReplaced = Object.keys(own).length > 0;
    if (!sleep || (!isReplaced && sleep.seconds < grace)) return container;
    const { lifecycle: _, ...rest } = container;
    const hooks = { ...otherHooks, ...(isReplaced ? { preStop: own } : {}) };
    return Object.keys(hooks).length > 0 ? { ...rest, lifecycle: hooks } : rest;
  });
  return { ...template, spec: { ...spec, containers } };
}

const podSpec = ({ spec }: V1PodTemplateSpec): V1PodSpec => spec ?? { containers: [] };
const withoutUndefined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** OpenShift assigns each namespace a range of users and a group, and rejects others. */
function withoutUserIds(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const { securityContext, ...spec } = podSpec(template);
  const { runAsUser: _, runAsGroup: __, fsGroup: ___, ...rest } = securityContext ?? {};
  return { ...template, spec: { ...spec, securityContext: rest } };
}

type StringMap = Readonly<Record<string, string>>;

function mergeNew(own: StringMap = {}, more: StringMap, what: string): Record<string, string> {
  const taken = Object.keys(more).filter((name) => own[name] !== undefined);
  if (taken.length > 0) throw new PodSettingsError(`${what} ${taken.join(', ')} is set by the shop itself; remove it`);
  return { ...own, ...more };
}

function withVariables(container: V1Container, more: NonNullable<V1Container['env']>, where: string) {
  const own = new Set(container.env?.map(({ name }) => name));
  const taken = more.map(({ name }) => name).filter((name) => own.has(name));
  if (taken.length > 0)
    throw new PodSettingsError(`${where}: the shop sets ${taken.join(', ')} itself; remove it from env`);
  return [...(container.env ?? []), ...more];
}

const withSpreadSelector = <Spread extends { labelSelector?: object }>(
  spread: Spread,
  shop: string,
  component: string,
): Spread => ({
  ...spread,
  labelSelector: spread.labelSelector ?? { matchLabels: componentSelector(shop, component) },
});

function applyTemplate(before: V1PodTemplateSpec, template: object, field: string): V1PodTemplateSpec {
  const result = strategicMerge(before, template) as V1PodTemplateSpec;
  const own = podSpec(before).containers.map(({ name }) => name);
  const [was, is] = [identityOf(before, before), identityOf(result, before)];
  const changed = Object.keys(was).filter((name) => hashOf([was[name]]) !== hashOf([is[name]]));
  if (changed.length > 0)
    throw new PodSettingsError(`${field}: ${changed.join(', ')} of a shop's pod cannot be changed; remove it`);
  const secured = (container: V1Container): V1Container =>
    own.includes(container.name)
      ? container
      : { ...container, securityContext: container.securityContext ?? containerSecurity };
  const { containers, initContainers } = podSpec(result);
  return {
    ...result,
    spec: {
      ...podSpec(result),
      containers: containers.map(secured),
      ...(initContainers ? { initContainers: initContainers.map(secured) } : {}),
    },
  };
}

/** What a template may not change: the pod's identity and permissions. */
function identityOf(template: V1PodTemplateSpec, rendered: V1PodTemplateSpec): Record<string, unknown> {
  const spec = podSpec(template);
  const { metadata } = rendered;
  const keptKeys = (names: object | undefined, of: StringMap | undefined) =>
    Object.keys(names ?? {}).map((name) => of?.[name]);
  return {
    'metadata.labels': keptKeys(metadata?.labels, template.metadata?.labels),
    'metadata.annotations': keptKeys(metadata?.annotations, template.metadata?.annotations),
    'spec.securityContext': spec.securityContext,
    'spec.serviceAccountName': spec.serviceAccountName,
    'spec.automountServiceAccountToken': spec.automountServiceAccountToken,
    'spec.restartPolicy': spec.restartPolicy,
    'spec.hostNetwork': spec.hostNetwork,
    'spec.hostPID': spec.hostPID,
    'spec.hostIPC': spec.hostIPC,
    'spec.containers[].securityContext': podSpec(rendered).containers.map(
      ({ name }) => spec.containers?.find((one) => one.name === name)?.securityContext,
    ),
  };
}
