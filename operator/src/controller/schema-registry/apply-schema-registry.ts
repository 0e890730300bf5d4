/**
 * Applies the embedded schema registry once its database is set up, or checks the Secret of an external one. Returns the condition
 * `SchemaRegistryReady`, which blocks nothing: services validate events with their own schemas while it is away.
 */
import { fieldText } from '../../kube/kube-object.ts';
import type { ExternalRegistry } from '../../model/schema-registry.ts';
import { applyObjects } from '../apply/apply-objects.ts';
import type { StageContext } from '../stage-context.ts';
import { workloadsReady } from '../stages.ts';
import { ConditionError } from '../status/condition-error.ts';
import { type Condition, conditionFalse, conditionTrue, conditionUnknown } from '../status/conditions.ts';

const type = 'SchemaRegistryReady';
const keys = ['username', 'password'];

/** @returns undefined: the shop has no registry */
export async function applySchemaRegistry(context: StageContext, dataReady: boolean): Promise<Condition | undefined> {
  const { model, objects } = context.desired;
  const { schemaRegistry } = model;
  if (!schemaRegistry) return undefined;
  try {
    if (!schemaRegistry.embedded) return await checkLogin(context, schemaRegistry);
    if (!dataReady) return conditionUnknown(type, 'waiting for its database');
    await applyObjects(context, objects.schemaRegistry);
    return workloadsReady(context, type, objects.schemaRegistry, 'the schema registry is ready');
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return conditionFalse(type, error.reason, error.message);
  }
}

/** @throws ConditionError */
async function checkLogin(
  { client, desired }: StageContext,
  { secretName, url }: ExternalRegistry,
): Promise<Condition> {
  const { namespace } = desired.model;
  if (secretName !== undefined) {
    const fieldPath = 'spec.schemaRegistry.external.secretName';
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name: secretName });
    if (!secret)
      throw new ConditionError(
        'ExternalSecretMissing',
        `${fieldPath}: there is no Secret ${secretName} in ${namespace}; create it with the keys ${keys.join(', ')}`,
      );
    const missingKeys = keys.filter((key) => !fieldText(secret, 'data', key));
    if (missingKeys.length > 0)
      throw new ConditionError(
        'ExternalSecretIncomplete',
        `${fieldPath}: Secret ${secretName} lacks ${missingKeys.join(', ')}; add it`,
      );
  }
  return conditionTrue(type, 'External', `schemas are registered at ${url}`);
}
