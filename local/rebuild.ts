/**
 * `npm run rebuild`: folds every order's log anew into what is read (order_summary), beside the running shop or after a
 * restore. Exit codes: 0 done, 1 it failed (one line says why), 64 the options make no sense.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { nodeFlags, serviceFolder } from './services/service-process.ts';
import { findShop } from './shop/find-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from './shop/which-shop.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run rebuild -- [options]\n\n${whichShopUsage}`;

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  try {
    const order = findShop(options).model.services.find(({ name }) => name === 'order');
    if (!order) throw new Error('this shop takes no orders');
    const child = spawn(process.execPath, [...nodeFlags, 'src/rebuild.ts'], {
      cwd: serviceFolder('order'),
      env: { ...process.env, ...order.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((done) => child.once('close', done));
    const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    if (code !== 0) throw new Error(`no summary was rebuilt: ${reason(out, err)}`);
    console.log(
      `${/"orders":(\d+)/.exec(out)?.[1] ?? 'all'} orders were rebuilt from their logs, each with its hash chain whole`,
    );
    return 0;
  } catch (error) {
    console.error(oneLine(error));
    return 1;
  }
}

/** What the service said last. */
function reason(out: string, err: string): string {
  const last = err.trim() || out.trim().split('\n').at(-1) || 'it said nothing';
  return /"message":"([^"]*)"/.exec(last)?.[1] ?? last;
}

function readOptions(args: string[]): WhichShop | number {
  try {
    const options = readWhichShop(args);
    if (options !== 'help') return options;
    console.log(usage);
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
