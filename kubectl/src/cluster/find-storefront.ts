/** The Storefront a command is about: the named one, or the only one of the namespace. */
import type { KubeObject } from '@mambogo/operator/kube/kube-object.ts';
import { storefronts } from '@mambogo/operator/kube/resource-kinds.ts';
import { type Cluster, UserError } from './cluster.ts';

/** @param namespace empty: all namespaces */
export async function listStorefronts({ client }: Cluster, namespace: string): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  for await (const { items } of client.list({ kind: storefronts, namespace })) found.push(...items);
  return found;
}

export const storefrontReference = (namespace: string, name: string) => ({
  apiVersion: storefronts.apiVersion,
  kind: storefronts.kind,
  namespace,
  name,
});

/** @throws UserError when there is none, or more than one to choose from */
export async function findStorefront(cluster: Cluster, name?: string): Promise<KubeObject> {
  const { client, namespace } = cluster;
  if (name !== undefined) {
    const named = await client.get(storefrontReference(namespace, name));
    if (named) return named;
  }
  const found = await listStorefronts(cluster, namespace);
  const [only] = found;
  if (only && found.length === 1 && name === undefined) return only;
  const names = found.map(({ metadata }) => metadata.name).join(', ');
  throw new UserError(
    name === undefined && names !== ''
      ? `namespace ${namespace} has several Storefronts; name one of them: ${names}`
      : `there is no Storefront ${name ? `${name} ` : ''}in namespace ${namespace}` +
          (names ? `; it has: ${names}` : '. Choose a namespace with -n, or list all with: kubectl mambogo status -A'),
  );
}
