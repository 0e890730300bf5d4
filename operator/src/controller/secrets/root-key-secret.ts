/**
 * The Secret all others are derived from, `<name>-root`. It has no owner, so like the data it outlives the Storefront, and a new
 * Storefront of the same name uses it again. It is created once, and never again while data is encrypted with it; the
 * fingerprint in the status detects another root. It is immutable and, while its Storefront exists, held by a finalizer
 * (`protect-root-key-secret.ts`).
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
  /** Secrets were derived for this Storefront before, or there are volumes that depend on them. */
  readonly inUse: boolean;
  /** Of the root they were derived from, if known. */
  readonly fingerprint?: string;
  /** Whether the finalizer may be set on the Secret. */
  readonly held: boolean;
}

export interface RootKey {
  readonly root: Buffer;
  /** It was deleted by somebody, and only its finalizer keeps it. */
  readonly deleting: boolean;
}

/** @throws ConditionError it is missing, unreadable, or not the one this shop's data depends on */
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
      `Secret ${reference.name} is gone, and the data of this shop cannot be read without it: import it from your copy (fingerprint ${state.fingerprint ?? 'not recorded'}), or delete the shop with deletionPolicy Delete and create it again`,
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

/** Fingerprint of a root key for the status: reveals nothing about the key. */
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
      `Secret ${secret.metadata.name} holds another root (fingerprint ${actualFingerprint}) than the one this shop's secrets were derived from (${fingerprint}): nothing is changed until that one is imported again`,
    );
  }
  await protectRootKeySecret(client, secret, storefront, held);
  return { root, deleting: secret.metadata.deletionTimestamp !== undefined };
}

/**
 * For deletionPolicy Delete. A Secret of that name that is no root key and not labelled as ours belongs to somebody else and
 * stays.
 */
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
