/** A shop with several instances of each service that keeps no files, as one side of a comparison. */
import { keepsFiles, type ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import { connectInTurn, manyNetworks } from '../../e2e/shopper/client-route.ts';
import { noRateLimits } from '../../local/shop/rate-limits.ts';
import type { Shop } from '../../local/shop/shop.ts';
import { startShop } from '../../local/shop/start-shop.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import type { Contestant } from '../compare/contestant.ts';
import { cpuOf, processesOf } from '../process-cost.ts';
import { createShopperPool } from '../shopper-pool.ts';

export interface ScaledOptions {
  /** Of each service. */
  readonly instances: number;
  /** Of each topic: the same on both sides, and one for each instance of the larger one. */
  readonly partitions: number;
  readonly portOffset: number;
  readonly shoppers: number;
}

export interface ScaledShop extends Contestant {
  readonly shop: Shop;
  /** Sends all further requests of this process to this shop's gateways in turn. */
  spread(): void;
}

export const scalable: readonly ServiceName[] = services
  .filter((service) => !keepsFiles(service))
  .map(({ name }) => name);

export async function startScaledShop({
  instances,
  partitions,
  portOffset,
  shoppers,
}: ScaledOptions): Promise<ScaledShop> {
  const name = `${instances} of each`;
  const shop = await startShop({
    portOffset,
    partitions,
    dataDir: dataFolder(`bench-scale-out-${instances}`),
    fresh: true,
    progress: silentProgress,
    limits: noRateLimits,
  });
  try {
    const gateways = [shop.ports.services.gateway ?? 0];
    for (let number = 2; number <= instances; number += 1)
      for (const service of scalable) {
        const port = await shop.addInstance(service, number);
        if (service === 'gateway') gateways.push(port);
      }
    const pool = await createShopperPool(shop.url, shoppers);
    const cpu = () => cpuOf(processesOf(shop));
    const spread = () =>
      connectInTurn(
        manyNetworks(shoppers).map((address, index) => ({
          from: [address],
          to: { hostname: '127.0.0.1', port: String(gateways[index % gateways.length]) },
        })),
      );
    return { name, shop, addresses: shop, pool, cpu, spread, stop: () => shop.stop() };
  } catch (error) {
    await shop.stop();
    throw error;
  }
}
