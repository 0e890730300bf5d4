/**
 * `npm run rebuild`: folds every order's log anew into what is read (order_summary), beside the running shop or after a
 * restore. Exit codes: 0 done, 1 it failed (one line says why), 64 the options make no sense.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { nodeFlags, serviceFolder } from './services/service-process.ts';
import { findShop } from './shop/find-shop.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run rebuild -- [options]

  --storefront FILE  the shop's Storefront file              (default storefronts/local.yaml)
  --data FOLDER      where its data is                       (default: as npm start has it)
  --port-offset N    as the shop was started; also MAMBOGO_PORT_OFFSET
  --help`;

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

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        storefront: { type: 'string' },
        data: { type: 'string' },
        'port-offset': { type: 'string', default: process.env.MAMBOGO_PORT_OFFSET ?? '0' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const portOffset = Number(values['port-offset']);
    if (!Number.isInteger(portOffset) || portOffset < 0) throw new Error('--port-offset takes a whole number');
    return { storefrontFile: values.storefront, dataDir: values.data && resolve(values.data), portOffset };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
