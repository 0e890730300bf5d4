/** A shop's model and objects without a cluster, for tests of pure code. */
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import { Storefront } from '../src/api/storefront.ts';
import type { KubeObject } from '../src/kube/kube-object.ts';
import type { ExternalStores } from '../src/model/cluster-placement.ts';
import { type CredentialGenerations, purposeAt, settledAt } from '../src/model/credential-generations.ts';
import { type AdminSecret, type ProviderSecret, type ShopModel, shopModel } from '../src/model/shop-model.ts';
import type { StoreCertificates } from '../src/model/store-certificates.ts';
import type { ProvisionedSpec } from '../src/model/store-model.ts';
import { type ShopObjects, shopObjects } from '../src/resources/shop-objects.ts';

export interface SampleShop {
  readonly storefront: KubeObject;
  readonly model: ShopModel;
  readonly stages: ShopObjects;
  readonly objects: readonly KubeObject[];
}

export interface Sample {
  readonly name?: string;
  readonly namespace?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly external?: ExternalStores;
  readonly adminSecret?: AdminSecret;
  readonly providerSecret?: ProviderSecret;
  readonly root?: Buffer;
  readonly certificates?: StoreCertificates;
  readonly provisioned?: ProvisionedSpec;
  readonly kedaInstalled?: boolean;
  readonly credentials?: CredentialGenerations;
}

/** Plain texts instead of certificates: tests that only look at objects need not wait for keys. */
const stores = ['postgres', 'postgres-ro', 'mysql', 'mysql-ro', 'redis', 'kafka', 'inventory-postgres'];
export const sampleCertificates: StoreCertificates = {
  authorities: new Map(stores.map((store) => [store, `authority of ${store}`])),
  issued: new Map(stores.map((store) => [store, { certificate: `certificate of ${store}`, key: `key of ${store}` }])),
  pending: [],
};

export function sampleShop({
  name = 'shop',
  namespace = 'demo',
  spec,
  external = new Map(),
  adminSecret,
  providerSecret,
  root = Buffer.alloc(32, 1),
  certificates = sampleCertificates,
  provisioned,
  kedaInstalled = false,
  credentials = settledAt(1),
}: Sample = {}): SampleShop {
  const storefront = Storefront.parse({
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name, namespace },
    spec: {
      profile: 'demo',
      version: currentVersion,
      hosts: ['demo.mambogo.com'],
      ingress: {},
      payments: { provider: 'simulator' },
      ...spec,
    },
  });
  const model = shopModel(storefront, {
    external,
    adminSecret,
    providerSecret,
    certificates,
    provisioned,
    images: { registry: 'registry.test', operator: `registry.test/operator:${currentVersion}` },
    daprNamespace: 'dapr-system',
    kedaInstalled,
    credentials,
  });
  const owner = { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', name, uid: 'uid', controller: true };
  const secret = (purpose: string, generation = credentials.current) =>
    deriveSecret(root, purposeAt(purpose, generation));
  const stages = shopObjects(model, secret, readComponentTemplates(), owner);
  return {
    storefront: storefront as unknown as KubeObject,
    model,
    stages,
    objects: Object.values(stages).flat() as KubeObject[],
  };
}
