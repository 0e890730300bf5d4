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
import { recordedBuild } from '@mambogo/local/images/build-id.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { exchange } from '../shopper/exchange.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, root, type Tools } from './cluster.ts';
import { installedOperators, watchesNamespace } from './installed-operator.ts';
import { describeShop, partsOf, type ShopInCluster } from './shop-in-cluster.ts';
import { type Step, takeSteps } from './steps.ts';

commandLine('journey', {
  purpose:
    'Runs the whole life of a shop on the local cluster: installs the operator, applies a Storefront, buys from it, deletes it with its data retained, applies it again, and deletes it with its data.',
  examples: [['', 'takes some minutes after npm run cluster -- up; otherwise the cluster is created first']],
  notes: 'A cluster that was already running keeps running. Ends with the line "N passed, N failed".',
}).parse();

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const storefrontFile = join(root, 'storefronts/demo.yaml');
const url = 'http://demo.localhost';
const operatorNamespace = 'mambogo-system';
const release = 'mambogo-operator';
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

const progress = terminalProgress();
connectTo(ingressUrl);
const began = performance.now();
const wasUp = await clusterIsUp();
let tools: Tools;
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
  ['an operator watches the namespace: an existing one, or ours from its chart', installOperator],
  ['nothing is left of an earlier journey', deleteWithData],
  ['a Storefront is applied, and the shop is ready', applyAndWait],
  ['its page and the page’s assets are served under its host name', expectPage],
  ['a purchase through the ingress is CONFIRMED, with a complete timeline', buy],
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
  ['after deletion with Delete nothing remains', deleteWithData],
];

async function installOperator(): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: shop.namespace, labels: restricted } };
  await tools.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(namespace));
  await kubectl('apply', '--server-side', '--force-conflicts', '-f', join(root, 'charts/mambogo-operator/crds'));
  const others = (await installedOperators(tools.kubectl)).filter(
    ({ namespace, name }) => namespace !== operatorNamespace || name !== release,
  );
  const given = others.find((other) => watchesNamespace(other, shop.namespace));
  if (given) {
    progress.print(`  ${given.namespace}/${given.name} already watches ${shop.namespace} and is used unchanged`);
    return rolledOut(given.namespace, given.name);
  }
  await tools.helm(
    ...['upgrade', '--install', release, join(root, 'charts/mambogo-operator')],
    ...['--namespace', operatorNamespace, '--create-namespace', '--set', `namespaces={${shop.namespace}}`],
    // Objects created by charts/install.yaml become the release's; another operator's priority class stays that one's.
    ...['--take-ownership', '--set', `priorityClass.create=${others.length === 0}`],
    ...['--set', `build=${recordedBuild()}`],
    ...['--wait', '--timeout', '120s'],
  );
  await rolledOut(operatorNamespace, release);
}

const rolledOut = async (namespace: string, name: string): Promise<void> => {
  await kubectl('rollout', 'status', 'deployment', name, '--namespace', namespace, '--timeout=120s');
};

async function deleteWithData(): Promise<void> {
  const there = await kubectl('get', ...storefront, '--ignore-not-found', '--output=name');
  if (there !== '')
    await kubectl('patch', ...storefront, '--type=merge', '--patch={"spec":{"deletionPolicy":"Delete"}}');
  await kubectl('delete', ...storefront, '--ignore-not-found', '--timeout=120s');
  await waitUntil('nothing is left', async () => (await partsOf(tools.kubectl, shop)).length === 0, 120_000);
}

async function applyAndWait(): Promise<void> {
  await kubectl('apply', '-f', storefrontFile);
  await kubectl('wait', ...storefront, '--for=condition=Ready', '--timeout=300s');
  // An ingress controller sees a new Ingress with a short delay.
  const answers = async () => (await exchange(new URL('/healthz/ready', url))).status === 200;
  await waitUntil('the ingress leads to the shop', answers, 30_000);
}

async function expectPage(): Promise<void> {
  const page = await exchange(new URL('/', url));
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'] ?? '', /^text\/html/);
  const asset = /"(\/assets\/[^"]+-[\w-]{8}\.js)"/.exec(page.text)?.[1];
  assert.ok(asset, `no hashed script is in the page: ${page.text.slice(0, 500)}`);
  const script = await exchange(new URL(asset, url));
  assert.equal(script.status, 200);
  assert.match(script.headers['cache-control'] ?? '', /immutable/);
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

const end: readonly Step[] = wasUp ? [] : [['the cluster is down', () => clusterCommand('down')]];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void takeSteps(end, progress).finally(() => process.exit(130)));
}

const counts = [await takeSteps(steps, progress, printDiagnosis), await takeSteps(end, progress)];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
progress.print(`\nthe journey took ${((performance.now() - began) / 1_000).toFixed(0)} s`);
progress.print(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
