/**
 * Checks the Secret with the payment provider's keys; throws a ConditionError if it is missing or incomplete. It is read here
 * only to check that the keys exist: payment's pods mount it themselves.
 */
import type { Storefront } from '../../api/storefront.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText } from '../../kube/kube-object.ts';
import { type ProviderSecret, providerSecretFiles } from '../../model/shop-model.ts';
import { ConditionError } from '../status/condition-error.ts';

const keys = Object.keys(providerSecretFiles);

export async function readProviderSecret(
  client: Client,
  { metadata, spec }: Storefront,
): Promise<ProviderSecret | undefined> {
  if (spec.payments.provider !== 'stripe') return undefined;
  const name = spec.payments.stripe.secretName;
  const { namespace = 'default' } = metadata;
  const fieldPath = 'spec.payments.stripe.secretName';
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (!secret) {
    throw new ConditionError(
      'ProviderSecretMissing',
      `${fieldPath}: there is no Secret ${name} in ${namespace}; create it with the keys ${keys.join(', ')}`,
    );
  }
  const missingKeys = keys.filter((key) => !fieldText(secret, 'data', key));
  if (missingKeys.length > 0)
    throw new ConditionError(
      'ProviderSecretIncomplete',
      `${fieldPath}: Secret ${name} lacks ${missingKeys.join(', ')}; add it`,
    );
  return { name, version: secret.metadata.resourceVersion ?? '' };
}
