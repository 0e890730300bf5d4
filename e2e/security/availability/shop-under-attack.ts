/** A shop of its own with the limits and time-outs of every shop, shoppers in it, and an attacker with a free account. */
import { startShop } from '@mambogo/local/shop/start-shop.ts';
import { quietProgress } from '@mambogo/local/supervisor/progress.ts';
import { signUpShopper } from '../../shopper/shopper.ts';
import { type Figures, figuresOf, type Measured, measureAttack } from './measure-attack.ts';
import { gatherShoppers } from './shoppers.ts';

export interface ShopUnderAttack {
  /** Without an attack. */
  readonly rest: Figures;
  attack(name: string, seconds: { readonly attack: number; readonly after: number }): Promise<Measured>;
  close(): Promise<void>;
}

export async function openShopUnderAttack(options: {
  readonly dataDir: string;
  readonly portOffset: number;
  readonly restSeconds: number;
}): Promise<ShopUnderAttack> {
  const { dataDir, portOffset, restSeconds } = options;
  const shop = await startShop({ portOffset, dataDir, fresh: true, progress: quietProgress });
  try {
    const shoppers = await gatherShoppers(shop.url);
    const free = await signUpShopper(shop.url);
    await shoppers.buyFor(5_000); // warm
    const rest = figuresOf(await shoppers.buyFor(restSeconds * 1_000));
    return {
      rest,
      attack: async (name, seconds) =>
        measureAttack(
          shoppers,
          { name, shop: shop.url, token: await free.session.token(), productId: shoppers.product.id },
          seconds,
        ),
      close: () => shop.stop(),
    };
  } catch (error) {
    await shop.stop();
    throw error;
  }
}
