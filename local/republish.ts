/**
 * `npm run republish`: every service publishes again what its outbox retains, beside the running shop: for when the broker
 * lost events. Exit codes: 0 done, 1 it failed (one line says why), 64 the options make no sense.
 */
import { republishService } from './services/republish-service.ts';
import { findShop } from './shop/find-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from './shop/which-shop.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run republish -- [--since TIME] [options]

  --since TIME   only what was committed since then, e.g. 2026-01-31T12:00:00Z   (default: all that is retained, 7 days)
${whichShopUsage}`;

interface Options {
  readonly since: Date | undefined;
  readonly shop: WhichShop;
}

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  try {
    for (const service of findShop(options.shop).model.services)
      if (service.blueprint.migrates) console.log(await republishService(service, options.since));
    return 0;
  } catch (error) {
    console.error(oneLine(error));
    return 1;
  }
}

function readOptions(args: string[]): Options | number {
  try {
    const at = args.indexOf('--since');
    const [, time] = at < 0 ? [] : args.splice(at, 2);
    const since = at < 0 ? undefined : new Date(time ?? '');
    if (since && Number.isNaN(since.getTime())) throw new Error(`--since ${time ?? ''} is no time`);
    const shop = readWhichShop(args);
    if (shop !== 'help') return { since, shop };
    console.log(usage);
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
