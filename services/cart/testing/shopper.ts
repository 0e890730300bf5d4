/** A client of the cart API: a customer with a token, or a guest with a cookie jar. */

import assert from 'node:assert/strict';
import { Cart, getCart, guestCookie } from '@mambogo/contracts/api/cart.ts';
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';

export interface TestShopper {
  /** The value of the guest's cookie; undefined if none. */
  cookie: string | undefined;
  /** The guest id in the cookie. */
  readonly guestId: string | undefined;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends a request to a path under /cart and returns the cart. */
  cart(method?: string, path?: string, body?: unknown): Promise<Cart>;
  /** Sends a request to a path under /cart and returns the status and slug of the problem. */
  problem(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<[number, string]>;
}

export const customer = (request: typeof fetch, id = newId()): TestShopper =>
  shopper(request, { authorization: tokenOf(id) });
export const guest = (request: typeof fetch, cookie?: string): TestShopper => shopper(request, {}, cookie);
export const tokenOf = (id: string): string => `Bearer owner.${id}.x`;

function shopper(request: typeof fetch, own: Record<string, string>, cookie?: string): TestShopper {
  const self: TestShopper = {
    cookie,
    get guestId() {
      return self.cookie?.split('.')[0];
    },
    async send(method, path, body, headers = {}) {
      const response = await request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(self.cookie === undefined ? {} : { cookie: `a=b; ${guestCookie}=${self.cookie}; c=d` }),
          ...own,
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const set = new RegExp(`^${guestCookie}=([^;]*)`).exec(response.headers.get('set-cookie') ?? '')?.[1];
      if (set !== undefined) self.cookie = set === '' ? undefined : set;
      return response;
    },
    async cart(method = 'GET', path = '', body) {
      const response = await self.send(method, getCart.path + path, body);
      assert.equal(response.status, 200);
      const cart = Cart.parse(await response.json());
      assert.equal(response.headers.get('etag'), `"${cart.version}"`);
      return cart;
    },
    async problem(method, path, body, headers) {
      const response = await self.send(method, getCart.path + path, body, headers);
      const { status, type } = ProblemBody.parse(await response.json());
      return [status, type.split('/').at(-1) ?? ''];
    },
  };
  return self;
}

export const quantities = (cart: Cart) => cart.items.map(({ name, quantity }) => [name, quantity]);
export const add = ({ productId }: QuoteLine, quantity: number) => ({ productId, quantity });
