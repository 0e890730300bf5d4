/**
 * The Secret all others come from, `<name>-root`. It belongs to nobody, so it outlives the Storefront as its data does, and a
 * Storefront of the same name takes it up again. It is made once, and never again while something is locked with it; the
 * fingerprint in the status tells another root from it. It is immutable and, while its Storefront is there, held by a
 * finalizer (`protect-root-secret.ts`).
 */
import { createHash, randomBytes } from 'node:crypto';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { isConflict } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { fieldText, type KubeObject, type ObjectReference } from '../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../labels.ts';
import { Obstacle } from './obstacle.ts';
import { protectRootSecret, releaseRootSecret } from './protect-root-secret.ts';

export const rootReference = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace,
  name: `${storefront}-root`,
});

export interface RootFacts {
  /** Secrets were derived for this Storefront before, or there are volumes that are locked with them. */
  readonly inUse: boolean;
  /** Of the root they were derived from, if that is known. */
  readonly fingerprint?: string;
  /** Whether the Secret may be held by a finalizer. */
  readonly held: boolean;
}

export interface RootSecret {
  readonly root: Buffer;
  /** Somebody has deleted it: only its finalizer keeps it. */
  readonly deleting: boolean;
}

/** @throws Obstacle it is gone, unreadable, or not the one that this shop's data is locked with */
export async function rootSecret(
  client: Client,
  namespace: string,
  storefront: string,
  facts: RootFacts,
): Promise<RootSecret> {
  const reference = rootReference(namespace, storefront);
  const existing = await client.get(reference);
  if (existing) return takeUp(client, existing, storefront, facts);
  if (facts.inUse || facts.fingerprint !== undefined) {
    throw new Obstacle(
      'RootSecretMissing',
      `Secret ${reference.name} is gone, and the data of this shop can't be read without it: import it from your copy (fingerprint ${facts.fingerprint ?? 'not recorded'}), or delete the shop with deletionPolicy Delete and begin anew`,
    );
  }
  try {
    return await takeUp(client, await client.create(fresh(reference, storefront)), storefront, facts);
  } catch (error) {
    const now = isConflict(error) ? await client.get(reference) : undefined;
    if (!now) throw error;
    return takeUp(client, now, storefront, facts);
  }
}

/** Of a root, for the status: it reveals nothing of it. */
export const fingerprintOf = (root: Buffer): string =>
  createHash('sha256').update(deriveSecret(root, 'root-fingerprint')).digest('hex').slice(0, 12);

async function takeUp(
  client: Client,
  secret: KubeObject,
  storefront: string,
  { fingerprint, held }: RootFacts,
): Promise<RootSecret> {
  const root = read(secret);
  const found = fingerprintOf(root);
  if (fingerprint !== undefined && fingerprint !== found) {
    throw new Obstacle(
      'RootSecretReplaced',
      `Secret ${secret.metadata.name} holds another root (fingerprint ${found}) than the one everything of this shop was derived from (${fingerprint}): nothing is changed until that one is imported again`,
    );
  }
  await protectRootSecret(client, secret, storefront, held);
  return { root, deleting: secret.metadata.deletionTimestamp !== undefined };
}

/** With deletionPolicy Delete. A Secret of that name which is no root, and not marked as ours, is somebody else's and stays. */
export async function removeRootSecret(client: Client, namespace: string, storefront: string): Promise<void> {
  const reference = rootReference(namespace, storefront);
  const existing = await client.get(reference);
  if (!existing) return;
  const ours = existing.metadata.labels?.[storefrontLabel] === storefront || rootOf(existing).length >= rootBytes;
  if (!ours) return;
  await releaseRootSecret(client, existing);
  await client.remove(reference, { uid: existing.metadata.uid });
}

const fresh = ({ apiVersion, kind, namespace, name }: ObjectReference, storefront: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace, labels: { ...managedBy, [storefrontLabel]: storefront } },
  type: 'Opaque',
  immutable: true,
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
