/**
 * `npm run rebuild`: rebuilds the order read model (order_summary) from the event log of every order, beside the running shop or
 * after a restore. Exit codes: 0 success, 1 failure (with a one-line reason), 64 invalid options.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { nodeFlags, serviceFolder } from './services/service-process.ts';
import { locateShop } from './shop/locate-shop.ts';
import { readShopSelector, type ShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { errorLine } from './supervisor/start-error.ts';

const options = shopCommandLine('rebuild', {
  purpose: 'Rebuilds the read model of all orders from their event logs, beside the running shop or after a restore.',
  examples: [
    ['', "every order of this machine's shop"],
    ['--port-offset 1000', 'for a shop started with this offset'],
  ],
})
  .parse()
  .opts();

process.exit(await main(readShopSelector(options)));

async function main(which: ShopSelector): Promise<number> {
  try {
    const order = locateShop(which).model.services.find(({ name }) => name === 'order');
    if (!order) throw new Error('this shop has no order service');
    const child = spawn(process.execPath, [...nodeFlags, 'src/rebuild.ts'], {
      cwd: serviceFolder('order'),
      env: { ...process.env, ...order.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((done) => child.once('close', done));
    const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    if (code !== 0) throw new Error(`no summary was rebuilt: ${lastMessage(out, err)}`);
    console.log(
      `${/"orders":(\d+)/.exec(out)?.[1] ?? 'all'} orders were rebuilt from their logs, each with its hash chain whole`,
    );
    return 0;
  } catch (error) {
    console.error(errorLine(error));
    return 1;
  }
}

/** The last message of the service. */
function lastMessage(out: string, err: string): string {
  const last = err.trim() || out.trim().split('\n').at(-1) || 'no output';
  return /"message":"([^"]*)"/.exec(last)?.[1] ?? last;
}
