/**
 * `npm run republish`: every service publishes again what its outbox retains, beside the running shop, after the broker lost
 * events. Exit codes: 0 success, 1 failure (with a one-line reason), 64 invalid options.
 */
import { pointInTime } from './cli/argument-values.ts';
import { republishService } from './services/republish-service.ts';
import { locateShop } from './shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { errorLine } from './supervisor/start-error.ts';

const options = shopCommandLine('republish', {
  purpose:
    'Every service publishes again what its outbox retains, beside the running shop, after the broker lost events.',
  examples: [
    ['', 'everything retained, 7 days'],
    ['--since 2026-01-31T12:00:00Z', 'events committed since then'],
  ],
})
  .option('--since <time>', 'only events committed since then; default everything retained, 7 days', pointInTime)
  .parse()
  .opts();

process.exit(await main());

async function main(): Promise<number> {
  try {
    for (const service of locateShop(readShopSelector(options)).model.services)
      if (service.blueprint.migrates && service.blueprint.emits)
        console.log(await republishService(service, options.since));
    return 0;
  } catch (error) {
    console.error(errorLine(error));
    return 1;
  }
}
