/**
 * Hosts that another Storefront has at the same ingress: two shops behind one name would be mixed request by request. Whoever
 * is reached there keeps it; of two that both are, the older. The other's Ingress or route is left as it is, or is not made.
 */
import { appId } from '@mambogo/blueprint/names.ts';
import { isForbidden } from '../kube/api-error.ts';
import { field, fieldList, fieldText, type KubeObject } from '../kube/kube-object.ts';
import { Obstacle } from './obstacle.ts';
import type { StageRun } from './stage-run.ts';

type Run = Pick<StageRun, 'client' | 'cache' | 'storefrontKey' | 'desired'>;

/** @throws Obstacle names host and shop */
export async function refuseTakenHosts({ client, cache, storefrontKey, desired: { model } }: Run): Promise<void> {
  const own = cache.storefront(storefrontKey);
  const door = doorOf(model.edge, model.namespace);
  if (!own || door === undefined) return;
  const rivals = cache
    .storefrontKeys()
    .filter((key) => key !== storefrontKey)
    .flatMap((key) => cache.storefront(key) ?? [])
    .filter((other) => doorOf(other.spec, other.metadata.namespace) === door)
    .map((rival) => ({ rival, shared: model.edge.hosts.filter((host) => wantedHosts(rival).has(host)) }))
    .filter(({ shared }) => shared.length > 0);
  if (rivals.length === 0) return;
  const mine = await reachedAt(client, own);
  for (const { rival, shared } of rivals) {
    const theirs = await reachedAt(client, rival);
    const taken = shared.filter((host) => theirs.has(host) && (!mine.has(host) || isOlder(rival, own)));
    if (taken.length === 0) continue;
    const { namespace, name } = rival.metadata;
    throw new Obstacle(
      'HostTaken',
      `spec.hosts: ${taken.join(', ')} leads to Storefront ${name} in ${namespace}; give one of the two another host, or delete it`,
    );
  }
}

/** What leads people in, as far as it is named: an ingress controller by its class, or a Gateway. */
function doorOf(edge: unknown, namespace: string | undefined): string | undefined {
  if (field(edge, 'ingress')) return `class ${fieldText(edge, 'ingress', 'className') ?? ''}`;
  const parent = field(edge, 'gateway', 'parentRef');
  if (!parent) return undefined;
  return `gateway ${fieldText(parent, 'namespace') ?? namespace}/${fieldText(parent, 'name')}`;
}

function wantedHosts({ spec }: KubeObject): ReadonlySet<unknown> {
  const url = fieldText(spec, 'publicUrl') ?? '';
  return new Set([...(URL.canParse(url) ? [new URL(url).hostname] : []), ...fieldList(spec, 'hosts')]);
}

/** What leads to a shop at present, as far as it may be read. */
async function reachedAt(client: Run['client'], { metadata }: KubeObject): Promise<ReadonlySet<unknown>> {
  const place = { namespace: metadata.namespace ?? '', name: appId(metadata.name, 'gateway') };
  try {
    const ingress = await client.get({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...place });
    const route = ingress
      ? undefined
      : await client.get({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', ...place });
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
