/** The Secret that names a shop's first administrator; one that is missing or incomplete is an obstacle that says so. */
import type { Storefront } from '../api/storefront.ts';
import type { Client } from '../kube/client.ts';
import { fieldText } from '../kube/kube-object.ts';
import type { AdminSecret } from '../model/shop-model.ts';
import { Obstacle } from './obstacle.ts';

const keys = ['login', 'password'] as const;

export async function adminSecret(client: Client, { metadata, spec }: Storefront): Promise<AdminSecret | undefined> {
  const name = spec.identity?.embedded?.adminSecretName;
  if (!name) return undefined;
  const { namespace = 'default' } = metadata;
  const said = 'spec.identity.embedded.adminSecretName';
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  if (!secret) {
    throw new Obstacle(
      'AdminSecretMissing',
      `${said}: there is no Secret ${name} in ${namespace}; create it with the keys ${keys.join(' and ')}`,
    );
  }
  const lacking = keys.filter((key) => !fieldText(secret, 'data', key));
  if (lacking.length > 0)
    throw new Obstacle('AdminSecretIncomplete', `${said}: Secret ${name} lacks ${lacking.join(' and ')}; add it`);
  return { name, version: secret.metadata.resourceVersion ?? '' };
}
