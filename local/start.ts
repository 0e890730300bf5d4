/** `npm start`: a whole shop on this machine, until Ctrl-C. */
import { join } from 'node:path';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { commandHint, shopOptions, urlOption } from './cli/command-hint.ts';
import type { Shop } from './shop/shop.ts';
import { readShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { startShop } from './shop/start-shop.ts';
import { isCancelled, type Progress, terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';
import { buildDocs } from './toolchain/build-docs.ts';
import { cacheFolder } from './toolchain/cache-folder.ts';

const options = shopCommandLine('start', {
  purpose: 'Runs a whole shop on this machine until Ctrl-C; its data is kept.',
  examples: [
    ['', 'the shop of storefronts/local.yaml at http://localhost:8080'],
    ['--fresh', 'the same, after deleting its data'],
    ['--observe', 'the same, with metrics in Prometheus, traces in Zipkin, and the schema registry'],
    ['--registry', 'the same, with the schemas of its events in a schema registry'],
    ['--mail', 'the same, with a mail server whose web page shows the messages to customers'],
    ['--port-offset 1000 --data /big/second', 'a second shop beside it, with its own data'],
  ],
})
  .option('--fresh', "delete the shop's data first", false)
  .option('--observe', 'also run Prometheus and Zipkin, and send them metrics and traces; includes --registry', false)
  .option('--registry', 'also run a schema registry (Apicurio), and register the schemas of events', false)
  .option('--mail', 'also run a mail server (MailDev), and send it the messages to customers', false)
  .parse()
  .opts();

/** A second Ctrl-C within this time is the same keystroke received twice; after it, it means: exit immediately. */
const stopTimeoutMs = 1_000;

async function main(): Promise<number> {
  const which = readShopSelector(options);
  const began = performance.now();
  const progress = terminalProgress();
  const stopping = stopOnSignals((line) => progress.print(line));
  try {
    const shop = await startShop({
      ...which,
      fresh: options.fresh,
      observe: options.observe,
      registry: options.registry || options.observe,
      mail: options.mail,
      progress,
      signal: stopping,
    });
    const hasDocs = profileDefaults[shop.model.profile].docs;
    const accounts = shop.accounts.map(({ login, password }) => `${login}/${password}`).join(', ');
    progress.print(`
  The shop is open: ${shop.url}  (${((performance.now() - began) / 1_000).toFixed(1)} s)
  Demo accounts:    ${accounts || 'none'}
  Buy something:    ${accounts ? commandHint('buy', urlOption(shop.url)) : 'in a browser'}
  Does it add up:   ${commandHint('invariants', shopOptions(which, shop.name))}
  Documentation:    ${hasDocs ? `${shop.url}/docs/` : 'none in this profile'}
  Logs:             ${shop.folders.logs}
${observerLines(shop)}${registryLine(shop)}${mailLine(shop)}  Ctrl-C stops it and keeps the data.
`);
    if (hasDocs) buildDocsBesideShop(shop.folders.logs, stopping, progress);
    if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve));
    await shop.stop();
    progress.print('Shop stopped.');
    return 0;
  } catch (error) {
    if (stopping.aborted && isCancelled(error)) {
      progress.print('Shop stopped.');
      return 0;
    }
    progress.print(
      progress.hasReported(error) ? 'The shop did not start. No processes are left running.' : errorLine(error),
    );
    return 1;
  }
}

/** Only now, so that the shop opens no later; web serves the site as soon as it is there. */
function buildDocsBesideShop(logs: string, signal: AbortSignal, progress: Progress): void {
  buildDocs(cacheFolder(), join(logs, 'build-docs.log'), signal).catch((error: unknown) => {
    if (!signal.aborted) progress.warn(`the documentation was not built: ${errorLine(error)}`);
  });
}

const observerLines = ({ observers }: Shop): string =>
  observers ? `  Metrics, alerts:  ${observers.prometheus}\n  Traces:           ${observers.zipkin}\n` : '';

const registryLine = ({ schemaRegistry }: Shop): string =>
  schemaRegistry ? `  Event schemas:    ${schemaRegistry}/subjects\n` : '';

const mailLine = ({ mailPage }: Shop): string => (mailPage ? `  Mails:            ${mailPage}\n` : '');

function stopOnSignals(print: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (!controller.signal.aborted) {
      first = performance.now();
      print('Stopping ...');
      controller.abort();
    } else if (performance.now() - first > stopTimeoutMs) {
      // The kernel ends the children when this process exits.
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // A closed terminal or pipe must neither crash the runner nor leave processes unattended.
  process.stdout.on('error', () => undefined);
  return controller.signal;
}

process.exit(await main());
