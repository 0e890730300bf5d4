/**
 * The Secret all others come from, `<name>-root`. It belongs to nobody, so it outlives the Storefront as its data does, and a
 * Storefront of the same name takes it up again. It is made once, and never again while something is locked with it.
 */
import { randomBytes } from 'node:crypto';
import { isConflict } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { fieldText, type KubeObject, type ObjectReference } from '../kube/kube-object.ts';
import { volumeClaims } from '../kube/resource-kinds.ts';
import { managedBy, storefrontLabel } from '../labels.ts';
import { Obstacle } from './obstacle.ts';

export const rootReference = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace,
  name: `${storefront}-root`,
});

/** @param wasReady whether secrets were derived for this Storefront before */
export async function rootSecret(
  client: Client,
  namespace: string,
  storefront: string,
  wasReady: boolean,
): Promise<Buffer> {
  const reference = rootReference(namespace, storefront);
  const existing = await client.get(reference);
  if (existing) return read(existing);
  if (wasReady || (await hasVolumes(client, namespace, storefront))) {
    throw new Obstacle(
      'RootSecretMissing',
      `Secret ${reference.name} is gone, and the data of this shop can't be read without it: restore it from a backup, or delete the shop with deletionPolicy Delete and begin anew`,
    );
  }
  try {
    return read(await client.create(fresh(reference, storefront)));
  } catch (error) {
    const now = isConflict(error) ? await client.get(reference) : undefined;
    if (!now) throw error;
    return read(now);
  }
}

/** With deletionPolicy Delete. A Secret of that name which is no root, and not marked as ours, is somebody else's and stays. */
export async function removeRootSecret(client: Client, namespace: string, storefront: string): Promise<void> {
  const reference = rootReference(namespace, storefront);
  const existing = await client.get(reference);
  if (!existing) return;
  const ours = existing.metadata.labels?.[storefrontLabel] === storefront || rootOf(existing).length >= rootBytes;
  if (ours) await client.remove(reference, { uid: existing.metadata.uid });
}

const fresh = ({ apiVersion, kind, namespace, name }: ObjectReference, storefront: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace, labels: { ...managedBy, [storefrontLabel]: storefront } },
  type: 'Opaque',
  data: { root: Buffer.from(randomBytes(32).toString('base64url')).toString('base64') },
});

const rootBytes = 32;

const rootOf = ({ data }: KubeObject): Buffer =>
  Buffer.from(
    Buffer.from(fieldText(data, 'root') ?? '', 'base64')
      .toString()
      .trim(),
    'base64url',
  );

function read(secret: KubeObject): Buffer {
  const root = rootOf(secret);
  if (root.length >= rootBytes) return root;
  throw new Obstacle(
    'RootSecretBroken',
    `Secret ${secret.metadata.name} must hold at least ${rootBytes} bytes as base64url under "root"`,
  );
}

async function hasVolumes(client: Client, namespace: string, storefront: string): Promise<boolean> {
  const labelSelector = `${storefrontLabel}=${storefront}`;
  for await (const { items } of client.list({ kind: volumeClaims, namespace, labelSelector })) {
    if (items.length > 0) return true;
  }
  return false;
}
