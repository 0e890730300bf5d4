/** The catalogue's API over HTTP, with its own database and one category. */

import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Category, createCategory } from '@mambogo/contracts/api/categories.ts';
import { createProduct, Product } from '@mambogo/contracts/api/products.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { routes } from '../src/routes.ts';
import { createTestService } from './test-service.ts';

export const tea = {
  sku: 'TEA-1',
  name: 'Tea',
  price: { amount: 890, currency: 'USD' },
  category: 'tea',
  images: [{ url: '/pictures/tea.jpg', alt: 'a tin' }],
};

export async function startCatalogue(t: Pick<TestContext, 'after'>) {
  const { context } = await createTestService(t);
  const app = createApp({
    logger: context.logger,
    checkReady: async () => undefined,
    mount(app) {
      mountRoutes(
        app,
        routes.map((bind) => bind(context)),
        context.verify,
      );
    },
  });
  const ask = await serve(t, app);
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method,
      headers: { authorization: 'Bearer a.b.c', 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const create = async (input: object): Promise<{ product: Product; tag: string }> => {
    const answer = await send('POST', createProduct.path, input);
    assert.equal(answer.status, 201);
    return { product: Product.parse(await answer.json()), tag: answer.headers.get('etag') ?? '' };
  };
  const problem = async (answer: Response) => {
    const { status, type, errors } = ProblemBody.parse(await answer.json());
    return { status, slug: type.split('/').at(-1), pointer: errors?.[0]?.pointer };
  };

  const answer = await send('POST', createCategory.path, { slug: 'tea', name: 'Tea' });
  assert.equal(answer.status, 201);
  Category.parse(await answer.json());

  return { ask, send, create, problem, database: context.database };
}
