import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asyncApiChanges, crdChanges, openApiChanges } from './document-changes.ts';
import { releasedFiles } from './released-documents.ts';
import { isSchema, type Schema } from './schema.ts';

const [openapi, asyncapi, crd] = [...releasedFiles('now').values()].map((text) => JSON.parse(text));

/** The part of a document below the keys of `path`, separated by spaces. */
function part(document: Schema, path: string): Record<string, unknown> {
  const below = path.split(' ').reduce<unknown>((one, key) => {
    if (Array.isArray(one)) return one[Number(key)];
    return isSchema(one) ? one[key] : undefined;
  }, document);
  return isSchema(below) ? (below as Record<string, unknown>) : assert.fail(`no ${path}`);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : assert.fail('no list'));

type Edit = (document: Schema) => void;

/** Asserts what `edit` breaks, one regular expression per change. */
function breaks(compare: typeof openApiChanges, document: Schema, edit: Edit, ...expected: RegExp[]): void {
  const after = structuredClone(document);
  edit(after);
  const changes = compare(document, after);
  assert.equal(changes.length, expected.length, changes.join('\n'));
  for (const [index, pattern] of expected.entries()) assert.match(changes[index] ?? '', pattern);
}

const products = 'paths /api/v1/products get';
const placeOrder = 'components schemas PlaceOrder';
const me = 'components schemas Me';
const cancelled = 'components schemas order.cancelled';
const crdVersion = 'spec versions 0';
const spec = `${crdVersion} schema openAPIV3Schema properties spec`;
const status = `${crdVersion} schema openAPIV3Schema properties status`;

const api = (edit: Edit, ...expected: RegExp[]) => breaks(openApiChanges, openapi, edit, ...expected);
const events = (edit: Edit, ...expected: RegExp[]) => breaks(asyncApiChanges, asyncapi, edit, ...expected);
const storefront = (edit: Edit, ...expected: RegExp[]) => breaks(crdChanges, crd, edit, ...expected);

test('reports what is removed from the API', () => {
  api((d) => delete part(d, 'paths')['/api/v1/me'], /^GET \/api\/v1\/me: was removed/);
  api((d) => delete part(d, 'paths /api/v1/cart').delete, /^DELETE \/api\/v1\/cart: was removed/);
  api((d) => list(part(d, products).parameters).shift(), /^GET \/api\/v1\/products query search: was removed/);
  api((d) => delete part(d, `${me} properties`).login, /^GET \/api\/v1\/me 200\.login: was removed/);
  api((d) => delete part(d, `${placeOrder} properties`).expectedTotal, /orders body\.expectedTotal: was removed/);
  const users = Array.from({ length: 4 }, () => /428: the problem .* removed/);
  api((d) => list(part(d, 'components responses Problem428')['x-problem-types']).pop(), ...users);
  api((d) => delete part(d, `${products} responses 200 headers`).ETag, /the header ETag is no longer always there/);
  api((d) => delete part(d, `${products} responses 200 content`)['application/json'], /application\/json was removed/);
});

test('reports what the API demands in addition', () => {
  api((d) => list(part(d, placeOrder).required).push('gift'), /orders body: gift is required/);
  api((d) => Object.assign(part(d, `${products} parameters 0`), { required: true }), /query search: is required/);
  api((d) => Object.assign(part(d, `${products} parameters 0 schema`), { maxLength: 50 }), /maxLength 100 became 50/);
  api((d) => Object.assign(part(d, `${products} parameters 0 schema`), { pattern: '^a' }), /pattern .* became "\^a"/);
  api((d) => list(part(d, `${products} parameters 7 schema`).enum).pop(), /sort: value "-createdAt" was removed/);
  api((d) => Object.assign(part(d, `${products} parameters 9 schema`), { default: 10 }), /size: default 20 became 10/);
  api((d) => Object.assign(part(d, products), { security: [{ oidc: ['admin:all'] }] }), /is no longer public/);
  api((d) => list(part(d, 'paths /api/v1/me get security 0').oidc).push('admin:all'), /demands more of oidc/);
  api((d) => Object.assign(part(d, 'paths /api/v1/me get'), { requestBody: { required: true } }), /requires a body/);
});

test('reports what the API no longer guarantees', () => {
  api((d) => list(part(d, me).required).shift(), /me 200: id is no longer always there/);
  api((d) => Object.assign(part(d, `${me} properties login`), { type: ['string', 'null'] }), /type "string" became/);
  api((d) => list(part(d, `${me} properties roles items`).enum).shift(), /roles\[\]: value "USER" was removed/);
  api((d) => list(part(d, 'components schemas PaymentProvider').oneOf).push({ type: 'null' }), /cannot tell apart/);
  api(
    (d) => list(part(d, 'components schemas PaymentProvider').oneOf).pop(),
    /publishableKey is no longer always there/,
    /value "stripe" was removed/,
    /publishableKey: was removed/,
  );
});

test('accepts what clients of the API do not notice', () => {
  api((d) => Object.assign(part(d, `${me} properties`), { nickname: { type: 'string' } }));
  api((d) => Object.assign(part(d, `${placeOrder} properties`), { gift: { type: 'boolean' } }));
  api((d) => list(part(d, `${me} properties roles items`).enum).push('AUDITOR'));
  api((d) => Object.assign(part(d, `${products} parameters 0 schema`), { maxLength: 200 }));
  api((d) => Object.assign(part(d, 'paths'), { '/api/v1/reviews': {} }));
});

test('reports events, fields and values that consumers would miss', () => {
  events((d) => delete part(d, 'channels order-events messages')['order.shipped'], /^order\.shipped: was removed/);
  events(
    (d) => Object.assign(part(d, 'channels identity-events'), { address: 'people' }),
    /^identity\.events: was removed/,
  );
  events((d) => delete part(d, `${cancelled} properties`).detail, /^order\.cancelled\.data\.detail: was removed/);
  events((d) => list(part(d, cancelled).required).pop(), /data: detail is no longer always there/);
  events((d) => list(part(d, `${cancelled} properties reason`)['x-extensible-enum']).pop(), /"merchant" was removed/);
  events(
    (d) => Object.assign(part(d, 'components messages person.erased'), { name: 'com.mambogo.person.erased.v2' }),
    /its type became .*\.v2/,
  );
  events((d) => Object.assign(part(d, `${cancelled} properties detail`), { type: 'integer' }), /type "string" became/);
  events((d) => Object.assign(part(d, `${cancelled} properties`), { note: { type: 'string' } }));
});

test('reports what later consumers would miss in earlier events', () => {
  events((d) => {
    Object.assign(part(d, `${cancelled} properties`), { note: { type: 'string' } });
    list(part(d, cancelled).required).push('note');
  }, /^order\.cancelled\.data: note is required/);
  events((d) => Object.assign(part(d, `${cancelled} properties detail`), { maxLength: 9 }), /maxLength none became 9/);
});

test('reports what an existing Storefront or its readers would stumble over', () => {
  storefront((d) => delete part(d, `${spec} properties`).backup, /^spec\.backup: was removed/);
  storefront((d) => list(part(d, spec).required).push('currency'), /^spec: currency is required/);
  storefront((d) => list(part(d, `${spec} properties profile`).enum).pop(), /^spec\.profile: value "prod" was removed/);
  storefront((d) => Object.assign(part(d, `${spec} properties replicas`), { maximum: 9 }), /maximum 100 became 9/);
  storefront(
    (d) => list(part(d, spec)['x-kubernetes-validations']).push({ rule: 'has(self.tls)' }),
    /the new rule has/,
  );
  const changeKeys = (from: string, to: string) => (d: Schema) => {
    for (const rule of list(part(d, `${spec} properties pods`)['x-kubernetes-validations']))
      if (isSchema(rule)) Object.assign(rule, { rule: String(rule.rule).replace(from, to) });
  };
  storefront(changeKeys("['all', ", "['all', 'reviews', "));
  storefront(changeKeys("['all', ", '['), /^spec\.pods: has the new rule/);
  storefront((d) => delete part(d, `${status} properties`).phase, /^status\.phase: was removed/);
  storefront((d) => Object.assign(part(d, crdVersion), { served: false }), /v1alpha1: is no longer served/);
  storefront((d) => list(part(d, crdVersion).additionalPrinterColumns).shift(), /the column Ready was removed/);
  storefront((d) => Object.assign(part(d, `${spec} properties`), { reviews: { type: 'boolean' } }));
});
