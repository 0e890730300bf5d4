/** A shop with the default limits and time-outs, shoppers in it, and an attacker with a free account. */
import { startShop } from '@mambogo/local/shop/start-shop.ts';
import { silentProgress } from '@mambogo/local/supervisor/progress.ts';
import { type ClientRoute, manyNetworks } from '../../shopper/client-route.ts';
import { signUpShopper } from '../../shopper/shopper.ts';
import { type Figures, figuresOf, type Measured, measureAttack } from './measure-attack.ts';
import { createShoppers } from './shoppers.ts';

export interface ShopUnderAttack {
  /** Without an attack. */
  readonly rest: Figures;
  attack(name: string, seconds: { readonly attack: number; readonly after: number }): Promise<Measured>;
  close(): Promise<void>;
}

export interface OpenShop {
  readonly url: string;
  /** The source addresses of shoppers and attacker: the attacker's is no shopper's. */
  readonly shoppers: ClientRoute;
  readonly attacker: ClientRoute;
  /** Seconds of shopping to measure the baseline. */
  readonly restSeconds: number;
}

/** On this machine; all of 127.0.0.0/8 is loopback. */
export const onLoopback = { shoppers: { from: manyNetworks(16) }, attacker: { from: ['127.0.0.66'] } };

/** Starts its own shop. */
export async function openShopUnderAttack(options: {
  readonly dataDir: string;
  readonly portOffset: number;
  readonly restSeconds: number;
}): Promise<ShopUnderAttack> {
  const { dataDir, portOffset, restSeconds } = options;
  const shop = await startShop({ portOffset, dataDir, fresh: true, progress: silentProgress });
  try {
    const under = await attackOpenShop({ url: shop.url, ...onLoopback, restSeconds });
    return { ...under, close: () => shop.stop() };
  } catch (error) {
    await shop.stop();
    throw error;
  }
}

/** Uses a running shop, which keeps running. */
export async function attackOpenShop({
  url,
  shoppers: route,
  attacker,
  restSeconds,
}: OpenShop): Promise<ShopUnderAttack> {
  const shoppers = await createShoppers(url, route);
  const free = await signUpShopper(url);
  await shoppers.buyFor(5_000); // warm
  const rest = figuresOf(await shoppers.buyFor(restSeconds * 1_000));
  return {
    rest,
    attack: async (name, seconds) =>
      measureAttack(
        shoppers,
        { name, shop: url, token: await free.session.token(), productId: shoppers.product.id, route: attacker },
        seconds,
      ),
    close: async () => undefined,
  };
}
