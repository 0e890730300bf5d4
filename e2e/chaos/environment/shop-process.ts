/**
 * The shop's runner as a process of its own, as `npm start` is one: it does what its parent asks, and stops the shop when that is
 * asked or the parent is gone. Started by `shop-runner.ts` with the shop's options as JSON.
 */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import type { Shop, ShopOptions } from '@mambogo/local/shop/shop.ts';
import { startShop } from '@mambogo/local/shop/start-shop.ts';
import { silentProgress, terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { z } from 'zod';
import { Request, type Response } from './shop-requests.ts';

const Options = z.custom<Omit<ShopOptions, 'progress' | 'signal'>>((value) => typeof value === 'object');
const options = Options.parse(JSON.parse(process.argv[2] ?? ''));
const stopping = new AbortController();
const starting = startShop({
  ...options,
  // What the services complain of is in their logs: with faults at work it is much.
  progress: options.fresh ? { ...terminalProgress(), print: () => undefined } : silentProgress,
  signal: stopping.signal,
});

const respond = (response: Response) => void process.send?.(response, undefined, undefined, () => undefined);
const end = async () => {
  stopping.abort();
  await (await starting.catch(() => undefined))?.stop();
  process.exit(0);
};

// Ctrl-C reaches the whole group; the parent decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => void end());
process.on('message', (message) => {
  const { id, call, name = '' } = Request.parse(message);
  if (call === 'stop') return void end();
  starting
    .then((shop) => carryOut(shop, call, name))
    .then(
      (result) => respond({ id, result }),
      (error: unknown) => respond({ id, error: errorLine(error) }),
    );
});

async function carryOut(shop: Shop, call: Exclude<Request['call'], 'stop'>, name: string): Promise<unknown> {
  switch (call) {
    case 'started':
      return undefined;
    case 'processes':
      return shop.processes();
    case 'restart':
      return shop.restart(name);
    case 'stopProcess':
      return shop.stopProcess(name);
    case 'addInstance':
      return shop.addInstance(serviceNamed(name));
  }
}

function serviceNamed(name: string): ServiceName {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`there is no service ${name}`);
  return found.name;
}
