/**
 * Hosts that another Storefront has at the same ingress: two shops under one name would be mixed request by request. The shop
 * that is already served there keeps the host; if both are, the older one. The other's Ingress or route is left unchanged or
 * not created.
 */
import { appId } from '@mambogo/blueprint/names.ts';
import { isForbidden } from '../../kube/api-error.ts';
import { field, fieldList, fieldText, type KubeObject } from '../../kube/kube-object.ts';
import type { StageContext } from '../stage-context.ts';
import { ConditionError } from '../status/condition-error.ts';

type HostContext = Pick<StageContext, 'client' | 'cache' | 'storefrontKey' | 'desired'>;

/** @throws ConditionError names host and shop */
export async function rejectHostConflicts({
  client,
  cache,
  storefrontKey,
  desired: { model },
}: HostContext): Promise<void> {
  const own = cache.storefront(storefrontKey);
  const entryPoint = entryPointOf(model.exposure, model.namespace);
  if (!own || entryPoint === undefined) return;
  const rivals = cache
    .storefrontKeys()
    .filter((key) => key !== storefrontKey)
    .flatMap((key) => cache.storefront(key) ?? [])
    .filter((other) => entryPointOf(other.spec, other.metadata.namespace) === entryPoint)
    .map((rival) => ({ rival, shared: model.exposure.hosts.filter((host) => requestedHosts(rival).has(host)) }))
    .filter(({ shared }) => shared.length > 0);
  if (rivals.length === 0) return;
  const ownHosts = await servedHosts(client, own);
  for (const { rival, shared } of rivals) {
    const rivalHosts = await servedHosts(client, rival);
    const conflicting = shared.filter((host) => rivalHosts.has(host) && (!ownHosts.has(host) || isOlder(rival, own)));
    if (conflicting.length === 0) continue;
    const { namespace, name } = rival.metadata;
    throw new ConditionError(
      'HostTaken',
      `spec.hosts: ${conflicting.join(', ')} is already used by Storefront ${name} in ${namespace}; give one of the two another host, or delete it`,
    );
  }
}

/** The entry point of a shop, as far as it is named: an ingress controller by its class, or a Gateway. */
function entryPointOf(edge: unknown, namespace: string | undefined): string | undefined {
  if (field(edge, 'ingress')) return `class ${fieldText(edge, 'ingress', 'className') ?? ''}`;
  const parent = field(edge, 'gateway', 'parentRef');
  if (!parent) return undefined;
  return `gateway ${fieldText(parent, 'namespace') ?? namespace}/${fieldText(parent, 'name')}`;
}

function requestedHosts({ spec }: KubeObject): ReadonlySet<unknown> {
  const url = fieldText(spec, 'publicUrl') ?? '';
  return new Set([...(URL.canParse(url) ? [new URL(url).hostname] : []), ...fieldList(spec, 'hosts')]);
}

/** The hosts that route to a shop at present, as far as the operator may read them. */
async function servedHosts(client: HostContext['client'], { metadata }: KubeObject): Promise<ReadonlySet<unknown>> {
  const location = { namespace: metadata.namespace ?? '', name: appId(metadata.name, 'gateway') };
  try {
    const ingress = await client.get({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...location });
    const route = ingress
      ? undefined
      : await client.get({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', ...location });
    const ofRules = fieldList(ingress, 'spec', 'rules').map((rule) => field(rule, 'host'));
    return new Set([...ofRules, ...fieldList(route, 'spec', 'hostnames')]);
  } catch (error) {
    if (isForbidden(error)) return new Set();
    throw error;
  }
}

const rank = ({ metadata }: KubeObject): string =>
  `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;
const isOlder = (one: KubeObject, other: KubeObject): boolean => rank(one) < rank(other);
