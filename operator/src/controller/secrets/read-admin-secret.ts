/** Reads the Secret that names a shop's first administrator; throws a ConditionError if it is missing or incomplete. */
import type { Storefront } from '../../api/storefront.ts';
import type { Client } from '../../kube/client.ts';
import { fieldText } from '../../kube/kube-object.ts';
import type { AdminSecret } from '../../model/shop-model.ts';
import { ConditionError } from '../status/condition-error.ts';

const keys = ['login', 'password'] as const;

export async function readAdminSecret(
  client: Client,
  { metadata, spec }: Storefront,
): Promise<AdminSecret | undefined> {
  const name = spec.identity?.embedded?.adminSecretName;
  if (!name) return undefined;
  const { namespace = 'default' } = metadata;
  const fieldPath = 'spec.identity.embedded.adminSecretName';
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (!secret) {
    throw new ConditionError(
      'AdminSecretMissing',
      `${fieldPath}: there is no Secret ${name} in ${namespace}; create it with the keys ${keys.join(' and ')}`,
    );
  }
  const missingKeys = keys.filter((key) => !fieldText(secret, 'data', key));
  if (missingKeys.length > 0)
    throw new ConditionError(
      'AdminSecretIncomplete',
      `${fieldPath}: Secret ${name} lacks ${missingKeys.join(' and ')}; add it`,
    );
  return { name, version: secret.metadata.resourceVersion ?? '' };
}
