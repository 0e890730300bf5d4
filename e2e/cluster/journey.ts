/**
 * `npm run journey`: the whole life of a shop on the local cluster. Starts the cluster, installs the operator with its chart,
 * applies a Storefront, buys through the ingress, deletes the shop and applies it again with its data retained, then deletes it
 * with its data. A cluster that was already running keeps running. Ends with the line "N passed, N failed".
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { commandLine } from '@mambogo/local/cli/command-line.ts';
import { clusterLayout } from '@mambogo/local/cluster/cluster-layout.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { exchange } from '../shopper/exchange.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import {
  cancelClusterCommand,
  clusterCommand,
  clusterIsUp,
  clusterTools,
  ingressUrl,
  root,
  type Tools,
} from './cluster.ts';
import { expectNoDifference } from './expect-no-difference.ts';
import { expectPage } from './expect-page.ts';
import { expectPlugin } from './expect-plugin.ts';
import { expectSchemas } from './expect-schemas.ts';
import { installOperator } from './install-operator.ts';
import { expectAnchors, expectTrace } from './observed-purchase.ts';
import { deleteWithData, describeShop, partsOf, type ShopInCluster } from './shop-in-cluster.ts';
import { type Step, takeSteps } from './steps.ts';
import { startTraceCollector, type TraceCollector } from './trace-collector.ts';

const { observe = false } = commandLine('journey', {
  purpose:
    'Runs the whole life of a shop on the local cluster: installs the operator, applies a Storefront, buys from it, deletes it with its data retained, applies it again, and deletes it with its data.',
  examples: [
    ['', 'takes some minutes after npm run cluster -- up; otherwise the cluster is created first'],
    ['--observe', 'also expects the whole trace of a purchase in Zipkin, and its hash chains anchored in the brokers'],
  ],
  notes: 'A cluster that was already running keeps running. Ends with the line "N passed, N failed".',
})
  .option('--observe', 'trace purchases by a collector and Zipkin on this machine, built the first time (minutes)')
  .parse()
  .opts();

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const storefrontFile = join(root, 'storefronts/demo.yaml');
const url = 'http://demo.localhost';

const progress = terminalProgress();
connectTo(ingressUrl);
const began = performance.now();
const wasUp = await clusterIsUp();
let tools: Tools;
let collector: TraceCollector | undefined;
let orderNumber = '';

const kubectl = (...args: string[]) => tools.kubectl(args);
const storefront = ['storefront', shop.name, '--namespace', shop.namespace] as const;

const steps: readonly Step[] = [
  [
    'the cluster is up',
    async () => {
      await clusterCommand('up');
      tools = await clusterTools();
    },
  ],
  [
    'an operator watches the namespace: an existing one, or ours from its chart',
    () => installOperator(tools, shop.namespace, progress),
  ],
  ['nothing is left of an earlier journey', () => deleteWithData(tools.kubectl, shop)],
  ...whenObserved(['a collector takes traces', startCollector]),
  ['a Storefront is applied, and the shop is ready', applyAndWait],
  [
    'kubectl diff shows nothing on the settled shop',
    async () => expectNoDifference(tools.kubectl, await appliedStorefront()),
  ],
  ['its page and the page’s assets are served under its host name', () => expectPage(url)],
  ['a purchase through the ingress is CONFIRMED, with a complete timeline', buy],
  [
    'kubectl mambogo shows what is up, and what all services logged about the order',
    async () => expectPlugin(shop, url, await orderId()),
  ],
  ['the schema of every event is in the registry', () => expectSchemas(tools.kubectl, shop)],
  ...whenObserved(
    ['the trace of a purchase is whole', () => expectTrace(url, collector?.zipkin ?? '', progress.print)],
    ['its hash chains are anchored in the brokers', async () => expectAnchors(tools.kubectl, shop, await orderId())],
  ),
  [
    'after deletion with Retain only the data remains',
    async () => {
      await kubectl('delete', ...storefront, '--timeout=120s');
      await waitUntil('only data is left', async () => (await partsOf(tools.kubectl, shop)).every(isData), 120_000);
      const left = await partsOf(tools.kubectl, shop);
      assert.ok(
        left.some((part) => part.startsWith('persistentvolumeclaim/')),
        `no volume remains: ${left}`,
      );
    },
  ],
  ['applied again, the shop is ready', applyAndWait],
  [
    'and still has the order',
    async () => {
      const shopper = await logInShopper(url, 'demo', 'demo');
      const orders = await shopper.orders();
      assert.ok(
        orders.some(({ number, status }) => number === orderNumber && status === 'CONFIRMED'),
        `${orderNumber} is lost`,
      );
    },
  ],
  ['after deletion with Delete nothing remains', () => deleteWithData(tools.kubectl, shop)],
];

function whenObserved(...more: Step[]): Step[] {
  return observe ? more : [];
}

async function startCollector(): Promise<void> {
  collector = await startTraceCollector(join(clusterLayout().folder, 'traces'), cacheFolder(), progress);
}

/** Of the order that was bought. */
async function orderId(): Promise<string> {
  const orders = await (await logInShopper(url, 'demo', 'demo')).orders();
  return orders.find(({ number }) => number === orderNumber)?.id ?? assert.fail(`${orderNumber} is lost`);
}

/** The file, with what is observed. */
function appliedStorefront(): Promise<string> {
  const patch = JSON.stringify({ spec: collector?.spec ?? {} });
  return kubectl('patch', '--local', '-f', storefrontFile, '--type=merge', '--patch', patch, '--output=json');
}

async function applyAndWait(): Promise<void> {
  await tools.kubectl(['apply', '-f', '-'], await appliedStorefront());
  await kubectl('wait', ...storefront, '--for=condition=Ready', '--timeout=300s');
  // An ingress controller sees a new Ingress with a short delay.
  const answers = async () => (await exchange(new URL('/healthz/ready', url))).status === 200;
  await waitUntil('the ingress leads to the shop', answers, 30_000);
}

async function buy(): Promise<void> {
  const script = join(root, 'e2e/buy.ts');
  const where = ['--url', url, '--connect-to', `${ingressUrl.hostname}:${ingressUrl.port}`];
  const child = spawn(process.execPath, [...process.execArgv, script, ...where], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, output, complaints] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  progress.print(output);
  assert.equal(code, 0, complaints);
  const facts = [
    'order.placed',
    'stock.reserved',
    'payment.captured',
    'order.confirmed',
    'stock.committed',
    'CONFIRMED',
  ];
  for (const fact of facts) assert.ok(output.includes(fact), `the timeline lacks ${fact}`);
  orderNumber = /Order (\S+) placed/.exec(output)?.[1] ?? '';
  assert.notEqual(orderNumber, '');
}

/** What Retain keeps: volumes, and the Secret without which they can't be read. */
const isData = (part: string): boolean =>
  part.startsWith('persistentvolumeclaim/') || part === `secret/${shop.name}-root`;

async function printDiagnosis(): Promise<void> {
  if (tools) progress.print(await describeShop(tools.kubectl, shop));
}

const end: readonly Step[] = [
  ...whenObserved(['the collector is stopped', async () => collector?.stop()]),
  ...(wasUp ? [] : [['the cluster is down', () => clusterCommand('down')] as const]),
];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void cancelClusterCommand()
      .then(() => takeSteps(end, progress))
      .finally(() => process.exit(130));
  });
}

const counts = [await takeSteps(steps, progress, printDiagnosis), await takeSteps(end, progress)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
progress.print(`\nthe journey took ${((performance.now() - began) / 1_000).toFixed(0)} s`);
progress.print(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
