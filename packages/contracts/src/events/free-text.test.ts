import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { events } from './events.ts';

/**
 * Text in events that has no format and no list of values, by aggregate and path, and what it is instead of words about a person.
 * Events are kept for weeks, are read by several services, and are not erased (docs/privacy.md).
 */
const allowed: Readonly<Record<string, string>> = {
  'order number': "the order's number, random",
  'order paymentToken': "the provider's reference to a card",
  'order paymentReference': "the provider's reference to a payment",
  'order lines[].sku': 'from the catalogue',
  'order lines[].name': "a product's, from the catalogue",
  'order reason': 'of a refund: one of refundReasons',
  'order detail': 'of a cancellation: a sentence of standardDetail',
  'order carrier': 'typed by staff: a company',
  'order trackingNumber': "typed by staff: the carrier's number",
  'payment reference': "the provider's reference to a payment",
  'payment code': "the provider's code of a failure",
  'payment reason': "a sentence of the shop's, or the provider's about a refund it rejected",
  'payment suggestion': "a sentence of the shop's",
  'payment url': "a page of the provider's for this payment",
  'product sku': 'from the catalogue',
  'product name': 'from the catalogue',
  'category slug': 'from the catalogue',
  'category name': 'from the catalogue',
  'category formerSlug': 'from the catalogue',
};

interface Node {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: unknown;
}

/** Paths of the texts whose value can be anything, at every depth. */
function* freeText(node: Node, path = ''): Generator<string> {
  const isBounded = ['uuid', 'date-time'].includes(String(node.format)) || 'x-extensible-enum' in node;
  if (node.type === 'string' && !isBounded && node.enum === undefined && node.const === undefined) yield path;
  if (typeof node.additionalProperties === 'object') yield `${path}.*`;
  if (node.items) yield* freeText(node.items, `${path}[]`);
  for (const [key, field] of Object.entries(node.properties ?? {}))
    yield* freeText(field, path === '' ? key : `${path}.${key}`);
}

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) as Node;

const found = events.flatMap(({ name, data }) =>
  [...freeText(jsonSchema(data))].map((path) => `${name.slice(0, name.indexOf('.'))} ${path}`),
);

test('every text of an event is an id, a time or a known value, or cannot be about a person', () => {
  const unexplained = found.filter((path) => !(path in allowed));
  assert.deepEqual(
    unexplained,
    [],
    'give it a format or values; text by people belongs into the encrypted personal data',
  );
});

test('lists no text that events no longer have', () => {
  assert.deepEqual(
    Object.keys(allowed).filter((path) => !found.includes(path)),
    [],
  );
});

test('finds text in lists, in nested objects and under any key', () => {
  const note = z.object({ lines: z.array(z.object({ gift: z.object({ note: z.string().max(200) }) })) });
  assert.deepEqual([...freeText(jsonSchema(note))], ['lines[].gift.note']);
  assert.deepEqual([...freeText(jsonSchema(z.object({ extra: z.record(z.string(), z.string()) })))], ['extra.*']);
});
