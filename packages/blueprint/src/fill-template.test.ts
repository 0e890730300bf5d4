// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is the notation of the templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillTemplate } from './fill-template.ts';

test('a scalar that is one placeholder becomes the value, whatever its type', () => {
  assert.deepEqual(fillTemplate({ a: '${list}', b: '${yes}' }, { list: [1, { x: 2 }], yes: true }), {
    a: [1, { x: 2 }],
    b: true,
  });
});

test('placeholders within text are replaced by text, in keys too', () => {
  assert.deepEqual(fillTemplate({ '${shop}-events': 'x/${n}/${shop}' }, { shop: 'shop', n: 3 }), {
    'shop-events': 'x/3/shop',
  });
});

test('a list is spread into the list it is an item of', () => {
  assert.deepEqual(fillTemplate(['a', '${more}', 'b'], { more: ['x', 'y'] }), ['a', 'x', 'y', 'b']);
});

test('a key or an item whose value is undefined is left out', () => {
  assert.deepEqual(fillTemplate({ a: '${none}', b: ['${none}', 1] }, { none: undefined }), { b: [1] });
});

test('an unknown name, and a list within text, are mistakes that are named', () => {
  assert.throws(() => fillTemplate('${nobody}', {}), /\$\{nobody\}, which nobody gives/);
  assert.throws(() => fillTemplate('a ${list}', { list: [] }), /\$\{list\} in "a \$\{list\}" needs plain text/);
});

test('names that every object has are not values', () => {
  assert.throws(() => fillTemplate('${toString}', {}), /nobody gives/);
});
