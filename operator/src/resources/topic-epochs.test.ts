import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field, fieldList, fieldText } from '../kube/kube-object.ts';

const epochsOf = ({ objects }: ReturnType<typeof sampleShop>) => {
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'shop-topic-epochs');
  return new Map(Object.entries(field(JSON.parse(fieldText(found, 'data', 'epochs.json') ?? '{}'), 'ids') ?? {}));
};
const environment = ({ objects }: ReturnType<typeof sampleShop>, name: string) => {
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === `shop-${name}`);
  return fieldList(deployment, 'spec', 'template', 'spec', 'containers', 0, 'env').find(
    (one) => field(one, 'name') === 'TOPIC_EPOCHS_FILE',
  );
};

test('gives publishing services the topic epochs, which change with other data', () => {
  const first = sampleShop();
  const ids = epochsOf(first);
  assert.deepEqual([...ids.keys()].sort(), first.model.topics.map(({ name }) => name).sort());
  const given = ['order', 'product', 'cart', 'gateway'].map((name) => environment(first, name) !== undefined);
  assert.deepEqual(given, [true, true, false, false]);
  const second = sampleShop({ provisioned: new Map([['kafka', { dataId: 'other' }]]) });
  for (const [topic, epoch] of epochsOf(second)) assert.notEqual(epoch, ids.get(topic));
});
