/** The dead letters of the cart service, which are stored beside the carts in Redis. Read with Redis' own client. */
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import { z } from 'zod';

export const CartDeadLetter = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  error: z.string(),
  payload: z.string(),
});
export type CartDeadLetter = z.infer<typeof CartDeadLetter>;

export async function readCartDeadLetters(shop: ShopAddresses): Promise<CartDeadLetter[]> {
  const redis = (...args: string[]) =>
    runCommand({
      command: 'redis-cli',
      args: ['-e', '-h', '127.0.0.1', '-p', String(shop.ports.stores.redis), '--user', 'cart', ...args],
      environment: { REDISCLI_AUTH: shop.credential('cart', 'redis-password') },
    });
  const keys = await redis('--scan', '--pattern', `${shop.name}-cart||dead-letter:*`);
  const deadLetters = keys
    .split('\n')
    .filter((key) => key !== '')
    .map(async (key) => CartDeadLetter.parse(JSON.parse(await redis('hget', key, 'data'))));
  return Promise.all(deadLetters);
}
