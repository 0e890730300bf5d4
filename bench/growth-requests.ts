/** Sends the requests of the growth bench as merchant or operator, and measures the CPU of all processes of the shop. */
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { buildRequest } from '@mambogo/contracts/client/request.ts';
import { logInShopper } from '../e2e/shopper/shopper.ts';
import type { Shop } from '../local/shop/shop.ts';
import { cpuOf, processesOf } from './process-cost.ts';
import { type ReadRequest, readRequests, type Samples } from './read-requests.ts';
import { servicesAsked } from './services-asked.ts';

export interface Measured {
  readonly path: string;
  readonly status: number;
  /** Milliseconds of all processes, less what the idle shop uses meanwhile. */
  readonly cpu: number;
  /** Services that work for it, besides the gateway. */
  readonly services: number;
  /** Lines of a file; undefined: the response is none. */
  readonly lines: number | undefined;
  /** The three processes that used most. */
  readonly parts: string;
}

interface Response extends Pick<Measured, 'status' | 'lines'> {
  readonly next?: string | undefined;
}

export interface GrowthClient {
  countProducts(): Promise<number>;
  hasOrders(): Promise<boolean>;
  measure(): Promise<Measured[]>;
}

/** How often all requests are sent before they are measured. */
const warmUps = 3;

/** Words of the seed: in nearly every description, in one product of ten, prefixes of many words, a typo, a sku. */
const searches = [
  'delivered',
  'warranty',
  'steel',
  'steel kettle',
  'classic oak mug kitchen',
  'made to last',
  'de',
  'st ca wo',
  'ketle',
  'SEED-0000042',
  'nothinglikethis',
];

export async function createGrowthClient(shop: Shop, times: number): Promise<GrowthClient> {
  const merchant = (await logInShopper(shop.url, 'admin', 'admin')).api;
  const operator = (await logInShopper(shop.url, 'operator', 'operator')).api;
  const total = async () => (await merchant.call(listProducts, { query: { size: 1 } })).total;

  async function samples(): Promise<Samples> {
    const products = await merchant.call(listProducts, { query: { search: 'SEED-0000052' } });
    const orders = await merchant.call(listAllOrders, { query: { size: 100 } });
    const [product, order] = [products.items[0], orders.items.at(-1)];
    const [category] = await merchant.call(listCategories);
    if (!product || !order || !category) throw new Error('the shop is not filled');
    return {
      ...{
        product: product.id,
        productSlug: product.slug ?? '',
        order: order.id,
        orderNumber: order.number,
        customer: order.customerId,
      },
      ...{ category: category.slug, searches, lastPage: String(Math.ceil((await total()) / 20)) },
      ...{ customerName: 'Ada Adler', login: 'demo', sku: product.sku, time: order.placedAt },
    };
  }

  async function send({ route, params, query }: ReadRequest): Promise<Response> {
    const isOperators = route.scopes?.includes('operations:manage') ?? false;
    const answer = await (isOperators ? operator : merchant).raw(buildRequest(route, { params, query }).path);
    const { status } = answer;
    if (route.files) return { status, lines: answer.text.split('\n').length - 1 };
    return { status, lines: undefined, next: status === 200 ? nextOf(answer.json()) : undefined };
  }

  async function idlePerSecond(): Promise<number> {
    const [before, began] = [cpuOf(processesOf(shop)), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    return (sumOf(difference(before, cpuOf(processesOf(shop)))) * 1_000) / (performance.now() - began);
  }

  async function cost(request: ReadRequest, idle: number): Promise<Measured & { next?: string }> {
    await send(request);
    const [before, began] = [cpuOf(processesOf(shop)), performance.now()];
    let last: Response = { status: 0, lines: undefined };
    for (let time = 0; time < times; time += 1) last = await send(request);
    const used = difference(before, cpuOf(processesOf(shop)));
    const rest = ((performance.now() - began) * idle) / 1_000;
    const parts = [...used].toSorted(([, a], [, b]) => b - a).slice(0, 3);
    return {
      path: pathWithQuery(request),
      ...last,
      services: servicesAsked(request),
      cpu: Math.max(0, sumOf(used) - rest) / times,
      parts: parts.map(([name, cpu]) => `${name} ${(cpu / times).toFixed(1)}`).join(', '),
    };
  }

  return {
    countProducts: total,
    hasOrders: async () => (await merchant.call(listAllOrders, { query: { size: 100 } })).items.length === 100,
    async measure() {
      const requests = readRequests(await samples());
      // Like the services of a shop that is used: their code is compiled, their statements are prepared.
      for (let time = 0; time < warmUps; time += 1) for (const request of requests) await send(request);
      const idle = await idlePerSecond();
      const measured: Measured[] = [];
      for (const request of requests) {
        const first = await cost(request, idle);
        measured.push(first);
        if (first.next)
          measured.push(await cost({ ...request, query: { ...request.query, cursor: first.next } }, idle));
      }
      return measured;
    },
  };
}

const nextOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'next' in body && typeof body.next === 'string' ? body.next : undefined;

const difference = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) =>
  new Map([...after].map(([name, cpu]) => [name, cpu - (before.get(name) ?? 0)]));

const sumOf = (used: ReadonlyMap<string, number>): number => [...used.values()].reduce((sum, cpu) => sum + cpu, 0);

const pathWithQuery = ({ route, query }: ReadRequest): string =>
  `${route.path.replace('/api/v1', '')}${Object.keys(query).length > 0 ? '?' : ''}${Object.entries(query)
    .map(([name, value]) => (name === 'cursor' ? 'cursor' : `${name}=${value}`))
    .join('&')}`;
