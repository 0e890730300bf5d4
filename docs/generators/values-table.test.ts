import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valuesTable } from './values-table.ts';

test('every described value is a row with its default, groups are not', () => {
  const schema = {
    properties: {
      image: { properties: { tag: { description: 'which' }, pull: { description: 'when' } } },
      labels: { description: 'on pods', properties: { inner: { description: 'not a value of its own' } } },
    },
  };
  assert.deepEqual(
    valuesTable(schema, { image: { tag: '' }, labels: { a: 'b' } })
      .split('\n')
      .slice(2),
    ['| `image.tag` | `""` | which |', '| `image.pull` |  | when |', '| `labels` | `{"a":"b"}` | on pods |'],
  );
});
