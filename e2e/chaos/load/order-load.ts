/** A stream of orders through the gateway, from several customers and a merchant, until it is stopped. */
import { logInMerchant } from '../../shopper/merchant.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { ChaosEnvironment } from '../environment/chaos-environment.ts';
import type { Random } from '../random.ts';
import { type LoadStats, newLoadStats } from './load-stats.ts';
import { type Newcomers, welcomeNewcomers } from './newcomers.ts';
import { logInReauthenticating, signUpReauthenticating } from './reauthenticating-session.ts';
import { runMerchant } from './run-merchant.ts';
import { runShopper } from './run-shopper.ts';

export interface OrderLoad {
  readonly stats: LoadStats;
  readonly shoppers: readonly Shopper[];
  readonly merchant: Shopper;
  readonly products: readonly string[];
  readonly newcomers: Newcomers;
  /** Resolves when all requests are finished. */
  stop(): Promise<void>;
}

const customers = 6;
const productsOnSale = 6;
/** Few enough to sell out. */
const unitsPerProduct = 120;

export async function startOrderLoad(
  environment: Pick<ChaosEnvironment, 'shop' | 'gate' | 'rollBacks'>,
  random: Random,
): Promise<OrderLoad> {
  const { gate } = environment;
  const shop = environment.shop.url;
  const seller = await logInMerchant(shop);
  const [first, ...more] = await Promise.all(
    Array.from({ length: productsOnSale }, async (_, at) => (await seller.offer(unitsPerProduct, 1_000 + 250 * at)).id),
  );
  if (!first) throw new Error('no products are on sale');
  const products = [first, ...more] as const;
  const shoppers: Shopper[] = [];
  // Password hashing is slow on purpose: all at once they would time out on a busy machine.
  while (shoppers.length < customers) shoppers.push(await signUpReauthenticating(shop));
  const merchant = await logInReauthenticating(shop, 'admin', 'admin');

  const stats = newLoadStats();
  const stopping = new AbortController();
  const forgot = (at: number) => environment.rollBacks.mayHaveForgotten('order', at);
  const shared = { products, stats, stop: stopping.signal, gate };
  const newcomers = welcomeNewcomers({ shop, stats, stop: stopping.signal, gate });
  const journeys = Promise.all([
    ...shoppers.map((shopper, at) =>
      runShopper({ ...shared, shopper, forgot, own: [], random: random.branch(`shopper ${at}`) }),
    ),
    runMerchant({ ...shared, merchant, random: random.branch('merchant') }),
    newcomers.done,
  ]);
  // An error of the stream itself is reported when it is stopped.
  journeys.catch(() => undefined);
  return {
    stats,
    shoppers,
    merchant,
    products,
    newcomers,
    async stop() {
      stopping.abort();
      await journeys;
    },
  };
}
