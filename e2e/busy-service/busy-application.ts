/** An application like a service, for a test: commands on standard input block its event loop or make its store unavailable. */
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { createApp } from '@mambogo/service/http/app.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';

/** Milliseconds of work per block, and in total. */
const block = 2_500;
const busyFor = 12_000;

let away: Error | undefined;
const app = createApp({
  logger: createLogger('busy', 'fatal'),
  checkReady: async () => undefined,
  storeError: () => away,
  mount: (express) => express.get('/work', (_request, response) => void response.json('done')),
});
const { server } = await listen(app, '127.0.0.1', 0);
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'away') away = new Error('the store is unavailable');
  if (line === 'there') away = undefined;
  if (line === 'busy') work(performance.now() + busyFor);
});
process.stdin.once('end', () => process.exit(0));

function work(until: number): void {
  for (const end = performance.now() + block; performance.now() < end; );
  if (performance.now() < until) setTimeout(work, 5, until);
  else process.stdout.write('idle\n');
}
