/**
 * The Secret of the payment provider's keys; one that is missing or incomplete is an obstacle that says so. What is in it
 * is read here only to see that it is there: payment's pods mount it themselves.
 */
import type { Storefront } from '../api/storefront.ts';
import type { Client } from '../kube/client.ts';
import { fieldText } from '../kube/kube-object.ts';
import { type ProviderSecret, providerSecretFiles } from '../model/shop-model.ts';
import { Obstacle } from './obstacle.ts';

const keys = Object.keys(providerSecretFiles);

export async function providerSecret(
  client: Client,
  { metadata, spec }: Storefront,
): Promise<ProviderSecret | undefined> {
  if (spec.payments.provider !== 'stripe') return undefined;
  const name = spec.payments.stripe.secretName;
  const { namespace = 'default' } = metadata;
  const said = 'spec.payments.stripe.secretName';
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (!secret) {
    throw new Obstacle(
      'ProviderSecretMissing',
      `${said}: there is no Secret ${name} in ${namespace}; create it with the keys ${keys.join(', ')}`,
    );
  }
  const lacking = keys.filter((key) => !fieldText(secret, 'data', key));
  if (lacking.length > 0)
    throw new Obstacle('ProviderSecretIncomplete', `${said}: Secret ${name} lacks ${lacking.join(', ')}; add it`);
  return { name, version: secret.metadata.resourceVersion ?? '' };
}
