/** The registry of a shop in a cluster, read through the API server, as it is closed to others than the services. */
import assert from 'node:assert/strict';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { confluentApiPath, schemaRegistryObject } from '@mambogo/operator/model/schema-registry-names.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import type { ShopInCluster } from './shop-in-cluster.ts';

export async function expectSchemas(kubectl: Kubectl, { namespace, name }: ShopInCluster): Promise<void> {
  const types = events.map(eventType).sort();
  const service = `/api/v1/namespaces/${namespace}/services/${schemaRegistryObject(name)}:http/proxy`;
  let registered: string[] = [];
  const isComplete = async () => {
    const subjects = await kubectl(['get', '--raw', `${service}${confluentApiPath}/subjects`]).catch(() => '[]');
    registered = JSON.parse(subjects).sort();
    return registered.length === types.length;
  };
  await waitUntil('the services have registered their schemas', isComplete, 60_000);
  assert.deepEqual(registered, types);
  const condition = ['--for=condition=SchemaRegistryReady', '--timeout=60s'];
  await kubectl(['wait', 'storefront', name, '--namespace', namespace, ...condition]);
}
