// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is the notation of the templates
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillTemplate } from './fill-template.ts';

test('replaces a scalar that is one placeholder by the value, with its type', () => {
  assert.deepEqual(fillTemplate({ a: '${list}', b: '${yes}' }, { list: [1, { x: 2 }], yes: true }), {
    a: [1, { x: 2 }],
    b: true,
  });
});

test('replaces placeholders within text, also in keys', () => {
  assert.deepEqual(fillTemplate({ '${shop}-events': 'x/${n}/${shop}' }, { shop: 'shop', n: 3 }), {
    'shop-events': 'x/3/shop',
  });
});

test('spreads a list into the list that contains it', () => {
  assert.deepEqual(fillTemplate(['a', '${more}', 'b'], { more: ['x', 'y'] }), ['a', 'x', 'y', 'b']);
});

test('omits keys and items whose value is undefined', () => {
  assert.deepEqual(fillTemplate({ a: '${none}', b: ['${none}', 1] }, { none: undefined }), { b: [1] });
});

test('throws for an unknown name and for a list within text', () => {
  assert.throws(() => fillTemplate('${unknown}', {}), /no value for \$\{unknown\}/);
  assert.throws(() => fillTemplate('a ${list}', { list: [] }), /\$\{list\} in "a \$\{list\}" must be plain text/);
});

test('does not take inherited properties as values', () => {
  assert.throws(() => fillTemplate('${toString}', {}), /no value for/);
});
