/**
 * The certificates of a shop's stores. Those the operator issues are in the Secret `<name>-ca`, with the keys of the authorities,
 * which no pod ever sees; due certificates are renewed at each reconcile. With `spec.tls.issuerRef` cert-manager issues them, and
 * the operator reads the result.
 */

import type { Storefront } from '../../api/storefront.ts';
import {
  CertificateSet as Book,
  type CertificateSet,
  caBundle,
  earliestExpiry,
  renewCertificates,
} from '../../certificates/renew.ts';
import { serverNamesByStore } from '../../certificates/server-names.ts';
import { isConflict } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText, type KubeObject, type ObjectReference, type OwnerReference } from '../../kube/kube-object.ts';
import { managedBy, storefrontLabel } from '../../labels.ts';
import type { IssuedCertificate, StoreCertificates } from '../../model/store-certificates.ts';
import type { StoreModel } from '../../model/store-model.ts';
import { certificateSecretName } from '../../resources/store-certificates.ts';
import { ownershipConflictError } from '../apply/ownership-conflict-error.ts';
import { ConditionError } from '../status/condition-error.ts';

export const caSecretReference = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace,
  name: `${storefront}-ca`,
});

export interface ResolvedCertificates extends StoreCertificates {
  /** Expiry date of the first certificate to expire. */
  readonly expiresOn?: string;
}

export function ensureStoreCertificates(
  client: Client,
  { metadata, spec }: Storefront,
  stores: readonly StoreModel[],
  owner: OwnerReference,
  generation = 1,
  now = new Date(),
): Promise<ResolvedCertificates> {
  const { name, namespace = 'default' } = metadata;
  return spec.tls
    ? issuedByCertManager(client, namespace, name, stores, spec.tls.issuerRef)
    : issuedByOperator(client, namespace, name, stores, owner, generation, now);
}

async function issuedByOperator(
  client: Client,
  namespace: string,
  shop: string,
  stores: readonly StoreModel[],
  owner: OwnerReference,
  generation: number,
  now: Date,
): Promise<ResolvedCertificates> {
  const reference = caSecretReference(namespace, shop);
  const servers = serverNamesByStore(shop, namespace, stores);
  let certificateSet: CertificateSet;
  for (;;) {
    const existing = await client.get(reference);
    if (existing && existing.metadata.labels?.[storefrontLabel] !== shop)
      throw ownershipConflictError([existing], shop);
    const existingSet = existing && readCertificateSet(existing);
    certificateSet = await renewCertificates(existingSet, shop, servers, now, generation);
    if (certificateSet === existingSet) break;
    const { resourceVersion } = existing?.metadata ?? {};
    const data = dataOf(certificateSet);
    const written = await (existing
      ? client.mergePatch(reference, { metadata: { resourceVersion }, data })
      : client.create(secretOf(reference, shop, owner, data))
    ).catch((error: unknown) => {
      // Another writer was faster: its certificates are used.
      if (!isConflict(error)) throw error;
      return undefined;
    });
    if (written) break;
  }
  const bundle = caBundle(certificateSet);
  return {
    authorities: new Map([...servers.keys()].map((store) => [store, bundle])),
    issued: new Map(Object.entries(certificateSet.servers)),
    pending: [],
    expiresOn: earliestExpiry(certificateSet)?.toISOString().slice(0, 10),
  };
}

function readCertificateSet(secret: KubeObject): CertificateSet {
  try {
    return Book.parse(JSON.parse(decoded(secret, certificatesKey) ?? ''));
  } catch {
    throw new ConditionError(
      'AuthoritySecretBroken',
      `Secret ${secret.metadata.name} holds no readable certificates: delete it, and new ones are issued (every pod of the shop restarts)`,
    );
  }
}

const certificatesKey = 'certificates.json';
const encoded = (text: string): string => Buffer.from(text).toString('base64');
const decoded = (secret: KubeObject, key: string): string | undefined => {
  const text = fieldText(secret.data, key);
  return text === undefined ? undefined : Buffer.from(text, 'base64').toString();
};

/** `ca.crt` is for people and their tools; the operator reads the JSON entry only. */
const dataOf = (certificateSet: CertificateSet): Record<string, string> => ({
  [certificatesKey]: encoded(JSON.stringify(certificateSet)),
  'ca.crt': encoded(caBundle(certificateSet)),
});

const secretOf = (
  { apiVersion, kind, namespace, name }: ObjectReference,
  shop: string,
  owner: OwnerReference,
  data: Readonly<Record<string, string>>,
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace, labels: { ...managedBy, [storefrontLabel]: shop }, ownerReferences: [owner] },
  type: 'Opaque',
  data,
});

async function issuedByCertManager(
  client: Client,
  namespace: string,
  shop: string,
  stores: readonly StoreModel[],
  issuer: StoreCertificates['issuer'],
): Promise<ResolvedCertificates> {
  const issued = new Map<string, IssuedCertificate>();
  const authorities = new Map<string, string>();
  const pending: string[] = [];
  for (const store of stores.filter(({ source }) => source.embedded)) {
    const name = certificateSecretName(shop, store);
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
    const certificate = secret && decoded(secret, 'tls.crt');
    const authority = secret && decoded(secret, 'ca.crt');
    if (certificate) issued.set(store.name, { certificate, key: '' });
    if (certificate && authority) authorities.set(store.name, authority);
    else pending.push(store.name);
  }
  return { authorities, issued, issuer, pending };
}
