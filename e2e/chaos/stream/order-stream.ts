/** A stream of orders through the gateway, from several customers and a merchant, until it is told to stop. */
import { logInMerchant } from '../../shopper/merchant.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage/stage.ts';
import { logInLasting, signUpLasting } from './lasting-session.ts';
import { keepShop } from './merchant-journey.ts';
import { type Newcomers, welcomeNewcomers } from './newcomers.ts';
import { buyOn } from './shopper-journey.ts';
import { newTally, type Tally } from './tally.ts';

export interface OrderStream {
  readonly tally: Tally;
  readonly shoppers: readonly Shopper[];
  readonly merchant: Shopper;
  readonly products: readonly string[];
  readonly newcomers: Newcomers;
  /** Resolves when everything that was asked is answered. */
  stop(): Promise<void>;
}

const customers = 6;
const productsOnSale = 6;
/** Few enough that some run out. */
const pieces = 120;

export async function startStream(
  stage: Pick<Stage, 'shop' | 'gate' | 'rollBacks'>,
  random: Random,
): Promise<OrderStream> {
  const { gate } = stage;
  const shop = stage.shop.url;
  const seller = await logInMerchant(shop);
  const [first, ...more] = await Promise.all(
    Array.from({ length: productsOnSale }, async (_, at) => (await seller.offer(pieces, 1_000 + 250 * at)).id),
  );
  if (!first) throw new Error('there is nothing on sale');
  const products = [first, ...more] as const;
  const shoppers: Shopper[] = [];
  // Passwords are hashed slowly on purpose: all at once they would not be answered in time on a busy machine.
  while (shoppers.length < customers) shoppers.push(await signUpLasting(shop));
  const merchant = await logInLasting(shop, 'admin', 'admin');

  const tally = newTally();
  const stopping = new AbortController();
  const forgot = (at: number) => stage.rollBacks.mayHaveForgotten('order', at);
  const shared = { products, tally, stop: stopping.signal, gate };
  const newcomers = welcomeNewcomers({ shop, tally, stop: stopping.signal, gate });
  const journeys = Promise.all([
    ...shoppers.map((shopper, at) =>
      buyOn({ ...shared, shopper, forgot, own: [], random: random.branch(`shopper ${at}`) }),
    ),
    keepShop({ ...shared, merchant, random: random.branch('merchant') }),
    newcomers.done,
  ]);
  // An error of the stream itself is told when it is stopped.
  journeys.catch(() => undefined);
  return {
    tally,
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
