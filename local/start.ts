/** `npm start`: a whole shop on this machine, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { startShop } from './shop/start-shop.ts';
import { isCancelled, terminalProgress } from './supervisor/progress.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `npm start -- [--fresh] [--storefront FILE] [--port-offset N]

  --fresh            begin with no data
  --storefront FILE  the shop to run; default storefronts/local.yaml
  --port-offset N    added to every port; also MAMBOGO_PORT_OFFSET
`;

/** A second Ctrl-C within this time is the same keystroke heard twice; after it, it means: at once. */
const patience = 1_000;

async function main(): Promise<number> {
  const { fresh, storefront, 'port-offset': offset, help } = readArguments();
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  const began = performance.now();
  const progress = terminalProgress();
  const stopping = stopOnSignals((line) => progress.say(line));
  try {
    const shop = await startShop({
      fresh,
      storefrontFile: storefront,
      portOffset: readOffset(offset ?? process.env.MAMBOGO_PORT_OFFSET ?? '0'),
      progress,
      signal: stopping,
    });
    const accounts = shop.accounts.map(({ login, password }) => `${login}/${password}`).join(', ');
    progress.say(`
  The shop is open: ${shop.url}  (${((performance.now() - began) / 1_000).toFixed(1)} s)
  Demo accounts:    ${accounts || 'none'}
  Buy something:    ${accounts ? 'npm run buy' : 'in a browser'}
  Logs:             ${shop.folders.logs}
  Ctrl-C stops it and keeps the data.
`);
    if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve));
    await shop.stop();
    progress.say('Everything is stopped.');
    return 0;
  } catch (error) {
    if (stopping.aborted && isCancelled(error)) {
      progress.say('Everything is stopped.');
      return 0;
    }
    progress.say(progress.told(error) ? 'The shop did not start; nothing is left running.' : oneLine(error));
    return 1;
  }
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        fresh: { type: 'boolean' },
        storefront: { type: 'string' },
        'port-offset': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n\n${usage}`);
    process.exit(64);
  }
}

function readOffset(text: string): number {
  const offset = Number(text);
  // Above this the last port would be beyond 65535.
  if (Number.isInteger(offset) && offset >= 0 && offset <= 50_000) return offset;
  process.stderr.write(`the port offset must be a whole number from 0 to 50000, not ${text}\n`);
  process.exit(64);
}

function stopOnSignals(say: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (!controller.signal.aborted) {
      first = performance.now();
      say('Stopping ...');
      controller.abort();
    } else if (performance.now() - first > patience) {
      // Children are ended by the kernel when this process is gone.
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // A terminal or a pipe that went away is no reason to leave things running unattended, nor to crash.
  process.stdout.on('error', () => undefined);
  return controller.signal;
}

process.exit(await main());
