/** How a text gets into a request: each carrier builds a whole request around it, with the headers a browser sends. */
import { cancelOrder } from '@mambogo/contracts/api/order-actions.ts';
import { createProduct } from '@mambogo/contracts/api/products.ts';
import type { RequestParts } from '../decoding/request-parts.ts';

type Carrier = (text: string) => RequestParts;

const browser = {
  host: 'shop.example',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  accept: 'application/json, text/html;q=0.9, */*;q=0.8',
  'accept-language': 'en-GB,en;q=0.5',
};
const json = { ...browser, 'content-type': 'application/json' };
const form = { ...browser, 'content-type': 'application/x-www-form-urlencoded' };
const products = '/api/v1/products';

const get = (path: string, query: string): RequestParts => ({ method: 'GET', path, query, headers: browser });
const post = (path: string, body: unknown): RequestParts => ({
  method: 'POST',
  path,
  query: '',
  headers: json,
  body: { type: 'application/json', text: JSON.stringify(body) },
});
const order = (address: Record<string, string>) =>
  post('/api/v1/orders', {
    cartVersion: '0198c5a0',
    shippingAddress: {
      name: 'Anna',
      line1: 'Main Street 1',
      city: 'Bern',
      postalCode: '3011',
      country: 'CH',
      ...address,
    },
    payment: { method: 'card', token: 'tok_ok' },
    expectedTotal: { amount: 5_400, currency: 'EUR' },
  });
const product = (fields: Record<string, unknown>) =>
  post(products, {
    sku: 'MUG-1',
    name: 'Mug',
    price: { amount: 1_200, currency: 'EUR' },
    category: 'kitchen',
    ...fields,
  });
const byStaff = (parts: RequestParts): RequestParts => ({
  ...parts,
  fields: { unscored: createProduct.staffText, multiLine: createProduct.multiLine },
});
const withLineEnds = (text: string) =>
  text.replaceAll(/\\(?:r|n|t|u([\da-f]{4}))/g, (written, code: string | undefined) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : written === '\\r' ? '\r' : written === '\\t' ? '\t' : '\n',
  );
/** Encoded as browsers encode a form field or a query. */
const field = (name: string, text: string) => new URLSearchParams([[name, text]]).toString();
/** A text with its own percent signs is sent as is, except for characters no address may contain. */
const asWritten = (text: string) =>
  text.replaceAll(/[^!$&-;=?-Z_a-z~%[\]]/g, (character) => encodeURIComponent(character));

export const carriers = {
  search: (text) =>
    get(
      products,
      /%[\da-f]{2}|%u/i.test(text) ? `search=${asWritten(text).replaceAll('&', '%26')}` : field('search', text),
    ),
  json: (text) => order({ line2: text }),
  address: (text) => order({ line1: text }),
  recipient: (text) => order({ name: text }),
  /** As sent by a caller whose scopes are not known. */
  description: (text) => ({
    ...product({ description: text }),
    fields: { unscored: [], multiLine: createProduct.multiLine },
  }),
  /** As sent by staff, with a token that has the scope: the same body, in which staff-written fields are not scored. */
  merchant: (text) => byStaff(product({ description: text })),
  productname: (text) => byStaff(product({ name: text, tags: [text] })),
  /** Line ends are written as \r and \n, as in JSON. */
  recipientlines: (text) => order({ name: withLineEnds(text) }),
  addresslines: (text) => order({ line2: withLineEnds(text) }),
  loginlines: (text) => withForm(field('login', withLineEnds(text))),
  image: (text) => product({ images: [{ url: text, alt: 'a mug' }] }),
  reason: (text) => ({
    ...post('/api/v1/orders/0198c5a0-0201-7000-8000-000000000001/cancel', { reason: text }),
    fields: { unscored: [], multiLine: cancelOrder.multiLine },
  }),
  form: (text) => withForm(field('login', text)),
  password: (text) => withForm(`${field('login', 'anna')}&${field('password', text)}`),
  query: (text) => get(products, asWritten(text)),
  path: (text) => get(`/files${asWritten(text).replace(/^(?!\/)/, '/')}`, ''),
  body: (text) => ({
    method: 'POST',
    path: '/api/v1/cart/items',
    query: '',
    headers: json,
    body: { type: 'application/json', text },
  }),
  cookie: (text) => ({
    ...get('/api/v1/cart', ''),
    headers: { ...browser, cookie: `mambogo_guest=${encodeURIComponent(text)}` },
  }),
  agent: (text) => ({ ...get(products, ''), headers: { ...browser, 'user-agent': text } }),
  header: (text) => {
    const [name = '', ...rest] = text.split(': ');
    return { ...get(products, ''), headers: { ...browser, [name]: rest.join(': ') } };
  },
} as const satisfies Record<string, Carrier>;

export const isCarrier = (name: string): name is keyof typeof carriers => Object.hasOwn(carriers, name);

function withForm(text: string): RequestParts {
  return {
    method: 'POST',
    path: '/auth/interaction/abc/login',
    query: '',
    headers: form,
    body: { type: 'application/x-www-form-urlencoded', text },
  };
}
