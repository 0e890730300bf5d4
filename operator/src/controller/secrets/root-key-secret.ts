/**
 * The Secret all others come from, `<name>-root`. It belongs to nobody, so it outlives the Storefront as its data does, and a
 * Storefront of the same name takes it up again. It is made once, and never again while something is locked with it; the
 * fingerprint in the status tells another root from it. It is immutable and, while its Storefront is there, held by a
 * finalizer (`protect-root-secret.ts`).
 */
import { createHash, randomBytes } from 'node:crypto';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { isConflict } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText, type KubeObject, type ObjectReference } from '../../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../../labels.ts';
import { ConditionError } from '../status/condition-error.ts';
import { protectRootKeySecret, releaseRootKeySecret } from './protect-root-key-secret.ts';

export const rootKeyReference = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace,
  name: `${storefront}-root`,
});

export interface RootKeyState {
  /** Secrets were derived for this Storefront before, or there are volumes that are locked with them. */
  readonly inUse: boolean;
  /** Of the root they were derived from, if that is known. */
  readonly fingerprint?: string;
  /** Whether the Secret may be held by a finalizer. */
  readonly held: boolean;
}

export interface RootKey {
  readonly root: Buffer;
  /** Somebody has deleted it: only its finalizer keeps it. */
  readonly deleting: boolean;
}

/** @throws Obstacle it is gone, unreadable, or not the one that this shop's data is locked with */
export async function ensureRootKey(
  client: Client,
  namespace: string,
  storefront: string,
  state: RootKeyState,
): Promise<RootKey> {
  const reference = rootKeyReference(namespace, storefront);
  const existing = await client.get(reference);
  if (existing) return adoptRootKey(client, existing, storefront, state);
  if (state.inUse || state.fingerprint !== undefined) {
    throw new ConditionError(
      'RootSecretMissing',
      `Secret ${reference.name} is gone, and the data of this shop can't be read without it: import it from your copy (fingerprint ${state.fingerprint ?? 'not recorded'}), or delete the shop with deletionPolicy Delete and begin anew`,
    );
  }
  try {
    return await adoptRootKey(client, await client.create(newRootKeySecret(reference, storefront)), storefront, state);
  } catch (error) {
    const existingNow = isConflict(error) ? await client.get(reference) : undefined;
    if (!existingNow) throw error;
    return adoptRootKey(client, existingNow, storefront, state);
  }
}

/** Of a root, for the status: it reveals nothing of it. */
export const fingerprintOf = (root: Buffer): string =>
  createHash('sha256').update(deriveSecret(root, 'root-fingerprint')).digest('hex').slice(0, 12);

async function adoptRootKey(
  client: Client,
  secret: KubeObject,
  storefront: string,
  { fingerprint, held }: RootKeyState,
): Promise<RootKey> {
  const root = readRootKey(secret);
  const actualFingerprint = fingerprintOf(root);
  if (fingerprint !== undefined && fingerprint !== actualFingerprint) {
    throw new ConditionError(
      'RootSecretReplaced',
      `Secret ${secret.metadata.name} holds another root (fingerprint ${actualFingerprint}) than the one everything of this shop was derived from (${fingerprint}): nothing is changed until that one is imported again`,
    );
  }
  await protectRootKeySecret(client, secret, storefront, held);
  return { root, deleting: secret.metadata.deletionTimestamp !== undefined };
}

/** With deletionPolicy Delete. A Secret of that name which is no root, and not marked as ours, is somebody else's and stays. */
export async function deleteRootKeySecret(client: Client, namespace: string, storefront: string): Promise<void> {
  const reference = rootKeyReference(namespace, storefront);
  const existing = await client.get(reference);
  if (!existing) return;
  const ours = existing.metadata.labels?.[storefrontLabel] === storefront || rootKeyOf(existing).length >= rootKeyBytes;
  if (!ours) return;
  await releaseRootKeySecret(client, existing);
  await client.delete(reference, { uid: existing.metadata.uid });
}

const newRootKeySecret = ({ apiVersion, kind, namespace, name }: ObjectReference, storefront: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace, labels: { ...managedBy, [storefrontLabel]: storefront } },
  type: 'Opaque',
  immutable: true,
  data: { root: Buffer.from(randomBytes(32).toString('base64url')).toString('base64') },
});

const rootKeyBytes = 32;

const rootKeyOf = ({ data }: KubeObject): Buffer =>
  Buffer.from(
    Buffer.from(fieldText(data, 'root') ?? '', 'base64')
      .toString()
      .trim(),
    'base64url',
  );

function readRootKey(secret: KubeObject): Buffer {
  const root = rootKeyOf(secret);
  if (root.length >= rootKeyBytes) return root;
  throw new ConditionError(
    'RootSecretBroken',
    `Secret ${secret.metadata.name} must hold at least ${rootKeyBytes} bytes as base64url under "root"`,
  );
}
