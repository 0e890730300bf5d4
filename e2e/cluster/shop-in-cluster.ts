/** A Storefront's objects in the cluster, read with kubectl as a person would. */
import { join } from 'node:path';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { exchange } from '../shopper/exchange.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { root } from './cluster.ts';

export interface ShopInCluster {
  readonly namespace: string;
  readonly name: string;
}

/** All objects with the Storefront's label, as `kind/name`, sorted. */
export async function partsOf(kubectl: Kubectl, { namespace, name }: ShopInCluster): Promise<string[]> {
  const kinds = await kubectl(['api-resources', '--namespaced', '--verbs=list', '--output=name']);
  const selectedKinds = lines(kinds).filter((kind) => !/^events(\.|$)|\.metrics\.k8s\.io$/.test(kind));
  const selector = `--selector=mambogo.com/storefront=${name}`;
  return lines(
    await kubectl([
      'get',
      selectedKinds.join(','),
      '--namespace',
      namespace,
      selector,
      '--output=name',
      '--ignore-not-found',
    ]),
  ).sort();
}

/** Applies the demo Storefront with this in its spec; waits until it is ready, and the ingress leads to it. */
export async function openShop(kubectl: Kubectl, shop: ShopInCluster, url: string, spec: object): Promise<void> {
  const demo = ['patch', '--local', '-f', join(root, 'storefronts/demo.yaml'), '--type=merge', '--output=json'];
  await kubectl(['apply', '-f', '-'], await kubectl([...demo, `--patch=${JSON.stringify({ spec })}`]));
  const storefront = ['storefront', shop.name, '--namespace', shop.namespace];
  await kubectl(['wait', ...storefront, '--for=condition=Ready', '--timeout=400s']);
  // An ingress controller sees a new Ingress with a short delay.
  const answers = async () => (await exchange(new URL('/healthz/ready', url))).status === 200;
  await waitUntil('the ingress leads to the shop', answers, 30_000);
}

/** Deletes the Storefront with its data, whatever its policy was, if there is one; waits until nothing but backups is left. */
export async function deleteWithData(kubectl: Kubectl, shop: ShopInCluster): Promise<void> {
  const storefront = ['storefront', shop.name, '--namespace', shop.namespace];
  const there = await kubectl(['get', ...storefront, '--ignore-not-found', '--output=name']);
  if (there !== '')
    await kubectl(['patch', ...storefront, '--type=merge', '--patch={"spec":{"deletionPolicy":"Delete"}}']);
  await kubectl(['delete', ...storefront, '--ignore-not-found', '--timeout=120s']);
  const isBackup = (part: string) => part.startsWith('storefrontbackup');
  await waitUntil('nothing is left', async () => (await partsOf(kubectl, shop)).every(isBackup), 120_000);
}

/** Diagnostics for a failed step. */
export async function describeShop(kubectl: Kubectl, { namespace, name }: ShopInCluster): Promise<string> {
  const ask = (...args: string[]) => kubectl(args).catch((error: Error) => error.message);
  const sections = [
    await ask('describe', 'storefront', name, '--namespace', namespace),
    await ask('get', 'pods,jobs,persistentvolumeclaims', '--namespace', namespace, '--output=wide'),
    await ask('get', 'events', '--namespace', namespace, '--sort-by=.lastTimestamp', '--field-selector=type=Warning'),
    await ask('logs', 'deployment/mambogo-operator', '--namespace=mambogo-system', '--tail=40'),
  ];
  return sections.join('\n');
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
