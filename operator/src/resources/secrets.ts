/** The Secrets of a shop, derived from its root key: credential files of services, Secrets of sidecars and stores. Pure. */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { secretSuffix } from '../model/credential-generations.ts';
import type { ServiceModel } from '../model/model.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { kafkaUsers } from './kafka-users.ts';
import { adminPasswordPurpose, type DeriveSecretFor, kafkaPasswordPurpose } from './secret-purposes.ts';

/** Names of a service's Secrets. Dapr requires each token in a Secret of its own, under the key `token`. */
export const secretNames = (appId: string, generation: number) => ({
  credentials: `${appId}-credentials${secretSuffix(generation)}`,
  apiToken: `${appId}-dapr-token${secretSuffix(generation)}`,
  appToken: `${appId}-app-token${secretSuffix(generation)}`,
  /** Named after the app id, which components refer to. */
  sidecar: `${appId}${secretSuffix(generation)}`,
});
export const kafkaPasswordKey = 'kafka-password';

export function serviceSecrets(model: ShopModel, service: ServiceModel, secret: DeriveSecretFor): KubeObject[] {
  const names = secretNames(service.appId, model.credentials.current);
  const labels = componentLabels(model.storefront, service.name);
  const { 'dapr-api-token': apiToken, 'app-api-token': appToken, ...files } = service.credentials;
  const derived = (purposes: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(purposes).map(([name, purpose]) => [name, secretOf(model, purpose, secret)]));
  const sidecar = {
    ...derived(service.sidecarSecrets),
    ...(service.blueprint.components.includes('events')
      ? { [kafkaPasswordKey]: kafkaPassword(model, service, secret) }
      : {}),
  };
  return [
    secretObject(names.credentials, labels, derived(files)),
    ...(apiToken ? [secretObject(names.apiToken, labels, { token: secret(apiToken) })] : []),
    ...(appToken ? [secretObject(names.appToken, labels, { token: secret(appToken) })] : []),
    ...(Object.keys(sidecar).length > 0 ? [secretObject(names.sidecar, labels, sidecar)] : []),
  ];
}

/** An external store with only one user: that user's password replaces the derived one. */
function secretOf(model: ShopModel, purpose: string, secret: DeriveSecretFor): string {
  const user = model.redisUsers.find(({ passwordPurpose }) => passwordPurpose === purpose);
  const store = user && model.stores.find(({ server, users }) => server === 'redis' && users.includes(user.name));
  const given = store && !store.source.embedded ? model.external.get(store.source.secretName)?.password : undefined;
  return given ?? secret(purpose);
}

/** Of the service's user of the brokers; empty: external brokers that ask for none. */
export function kafkaPassword(model: ShopModel, service: ServiceModel, secret: DeriveSecretFor): string {
  const store = model.stores.find(({ server }) => server === 'kafka');
  if (store && !store.source.embedded) return model.external.get(store.source.secretName)?.password ?? '';
  return secret(kafkaPasswordPurpose(service.name));
}

export const storeSecretName = (shop: string, store: PlacedStore): string => `${shop}-${store.name}-server`;

/** Secret of an embedded store: the password its administrator is created with, or its users. */
export function storeSecret(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject {
  const labels = componentLabels(model.storefront, store.name);
  const name = storeSecretName(model.storefront, store);
  if (store.server === 'kafka') return secretObject(name, labels, kafkaUsers(model, secret, model.credentials));
  return secretObject(name, labels, { password: secret(adminPasswordPurpose(store), 1) });
}

export const secretObject = (
  name: string,
  labels: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, labels },
  type: 'Opaque',
  data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
});
