/**
 * Runs the shop as a process of its own, like `npm start`: serves its parent's requests, and stops the shop on request or when
 * the parent exits. Started by `shop-runner.ts` with the shop's options as JSON.
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
  // Service warnings are in their logs: under faults there are many.
  progress: options.fresh ? { ...terminalProgress(), print: () => undefined } : silentProgress,
  signal: stopping.signal,
});

const respond = (response: Response) => void process.send?.(response, undefined, undefined, () => undefined);
const end = async () => {
  stopping.abort();
  await (await starting.catch(() => undefined))?.stop();
  process.exit(0);
};

// Ctrl-C reaches the whole process group; the parent decides.
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
  if (!found) throw new Error(`unknown service ${name}`);
  return found.name;
}
