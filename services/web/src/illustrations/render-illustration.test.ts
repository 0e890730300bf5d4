import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import { categoryDrawings, drawings } from './illustration-of-sku.ts';
import { renderIllustration } from './render-illustration.ts';

const { products, categories } = demoCatalogue;

test('has a drawing for every product of the demo catalogue, which references it', () => {
  assert.deepEqual(Object.keys(drawings).sort(), products.map(({ sku }) => sku).sort());
  const drawn = products.map(({ sku }) => renderIllustration(sku));
  assert.equal(new Set(drawn).size, products.length);
  for (const { sku, images } of products)
    assert.deepEqual(
      images.map(({ url }) => url),
      [`/pictures/${sku}.svg`],
    );
});

test('has a drawing for every category of the demo catalogue', () => {
  assert.deepEqual(Object.keys(categoryDrawings).sort(), categories.map(({ slug }) => slug.toUpperCase()).sort());
});

test('renders the same small picture each time, containing only shapes', () => {
  for (const name of [...Object.keys(drawings), 'HERO', 'NONE', 'ANY-OTHER']) {
    const picture = renderIllustration(name);
    assert.equal(picture, renderIllustration(name));
    assert.ok(picture.length < 12_000, `${name}: ${picture.length}`);
    assert.doesNotMatch(picture, /<script|<foreignObject|href|url\(|NaN|undefined/, name);
  }
  assert.notEqual(renderIllustration('ANY-OTHER'), renderIllustration('NONE'));
});
