/**
 * Reads the Secrets of external stores; throws a ConditionError that names field, Secret and keys if one is missing or
 * incomplete.
 */
import type { Client } from '../../kube/client.ts';
import { field } from '../../kube/kube-object.ts';
import type { ExternalStores } from '../../model/cluster-placement.ts';
import { type ExternalAccess, readExternalAccess } from '../../model/external-access.ts';
import type { StoreModel } from '../../model/store-model.ts';
import { ConditionError } from '../status/condition-error.ts';

export async function readExternalSecrets(
  client: Client,
  namespace: string,
  stores: readonly StoreModel[],
): Promise<ExternalStores> {
  const accessByName = new Map<string, ExternalAccess>();
  for (const { server, source, field: where } of stores) {
    if (source.embedded) continue;
    const name = source.secretName;
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
    const fieldPath = `${where}.external.secretName`;
    if (!secret)
      throw new ConditionError(
        'ExternalSecretMissing',
        `${fieldPath}: there is no Secret ${name} in ${namespace}; create it`,
      );
    const access = readExternalAccess(server, decoded(field(secret, 'data')), secret.metadata.resourceVersion ?? '');
    if (typeof access === 'string')
      throw new ConditionError('ExternalSecretIncomplete', `${fieldPath}: Secret ${name}: ${access}`);
    accessByName.set(name, access);
  }
  return accessByName;
}

const decoded = (data: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof data === 'object' && data !== null ? data : {}).map(([key, value]) => [
      key,
      Buffer.from(String(value), 'base64').toString(),
    ]),
  );
