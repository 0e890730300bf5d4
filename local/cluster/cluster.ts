/** `npm run cluster -- up | images | status | down`: a real, throw-away Kubernetes on this machine. */
import { dirname, join } from 'node:path';
import { Argument } from '@commander-js/extra-typings';
import { commandLine } from '../cli/command-line.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { isCancelled, terminalProgress } from '../supervisor/progress.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { errorLine, StartError } from '../supervisor/start-error.ts';
import type { BuildDirs } from '../toolchain/build-go.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { installAddons } from './addons/install.ts';
import { findClusterDaemon, startClusterDaemon, stopClusterDaemon } from './cluster-daemon-client.ts';
import { clusterLayout, ingressPorts } from './cluster-layout.ts';
import { describeCluster } from './describe-cluster.ts';
import { buildEarlierImages, buildImages, importBuilt, importImages, releaseImages } from './images/refresh-images.ts';
import { findLeftovers, leftoverSources } from './node/find-leftovers.ts';
import { tearDownNode } from './node/tear-down-node.ts';
import { runTeardownSteps } from './node/teardown-steps.ts';
import { prepareClusterTools } from './prepare-cluster-tools.ts';

const line = commandLine('cluster', {
  purpose: 'A real, throw-away Kubernetes on this machine (root, Linux; the first time some 20 minutes).',
  examples: [
    ['up', "a single node with DNS, storage, ingress, metrics, Dapr and the shop's images"],
    ['images', 'builds the images whose sources changed and imports them into the cluster'],
    ['earlier', 'builds the images of the release before this one from Git, and imports them'],
    ['status', 'what runs'],
    ['down', 'stops the cluster and removes everything except image layers'],
  ],
})
  .option(
    '--keda',
    'up: also KEDA, which scales services by the lag of their consumers (built the first time: minutes)',
  )
  .addArgument(new Argument('<command>', 'command').choices(['up', 'images', 'earlier', 'status', 'down'] as const))
  .parse();

const progress = terminalProgress();
const layout = clusterLayout();
const buildDirs: BuildDirs = { cache: cacheFolder(), logs: join(cacheFolder(), 'logs') };

const commands = { up: startCluster, images, earlier, status, down: stopCluster };

async function startCluster(): Promise<void> {
  const began = performance.now();
  const tools = await prepareClusterTools(buildDirs, progress, { withKeda: line.opts().keda });
  const refresh = { tools, layout, logs: buildDirs.logs, progress };
  const built = await buildImages(refresh);
  await exclusively(async () => {
    if ((await findClusterDaemon(layout)) === undefined) {
      await tearDownNode(layout);
      makeFolder(layout.logs);
      await startClusterDaemon(progress.print, process.stdout.isTTY);
    }
    await importImages(refresh, built);
    await installAddons(tools, layout, progress);
  });
  progress.print(`
  The cluster is up (${((performance.now() - began) / 1_000).toFixed(1)} s).
  export KUBECONFIG=${layout.kubeconfig} PATH=${dirname(tools.kubernetes.kubectl)}:${dirname(tools.helm)}:$PATH
  ingress:   http://127.0.0.1:${ingressPorts.http.from} and https://127.0.0.1:${ingressPorts.https.from}, by host name
  logs:      ${layout.logs}
  npm run cluster -- down ends it.
`);
}

async function images(): Promise<void> {
  const tools = await prepareClusterTools(buildDirs, progress);
  const refresh = { tools, layout, logs: buildDirs.logs, progress };
  const built = await buildImages(refresh);
  if ((await findClusterDaemon(layout)) === undefined)
    return progress.print('The images are built; the cluster is down.');
  const taken = await importImages(refresh, built);
  progress.print(taken.length > 0 ? `New in the cluster: ${taken.join(', ')}` : 'All images are up to date.');
  progress.print(
    `build ${built.build}: to use it, install the operator's chart with --set-string build=${built.build}`,
  );
}

/** For upgrades from it. */
async function earlier(): Promise<void> {
  const tools = await prepareClusterTools(buildDirs, progress);
  const refresh = { tools, layout, logs: buildDirs.logs, progress };
  const built = await buildEarlierImages(refresh);
  if ((await findClusterDaemon(layout)) === undefined)
    return progress.print('The images are built; the cluster is down.');
  await importBuilt(refresh, built);
}

async function status(): Promise<void> {
  const daemonPid = await findClusterDaemon(layout);
  if (daemonPid === undefined) return progress.print('The cluster is down.');
  for (const line of await describeCluster(buildDirs, layout, daemonPid)) progress.print(line);
}

async function stopCluster(): Promise<void> {
  await progress.step('The cluster is down', () =>
    exclusively(async () => {
      const known = leftoverSources(layout);
      await runTeardownSteps([
        ['keeper', () => stopClusterDaemon(layout)],
        ['node', () => tearDownNode(layout)],
        ['images', releaseImages],
        [
          'some parts could not be removed',
          async () => {
            const remaining = await findLeftovers(layout, known);
            if (remaining.length > 0) throw new StartError(remaining.join('; '));
          },
        ],
      ]);
    }),
  );
}

/** Serializes commands that change the cluster. */
const exclusively = (work: () => Promise<void>): Promise<void> => withLock('cluster-change', work);

async function main(): Promise<number> {
  const [name] = line.processedArgs;
  try {
    await commands[name]();
    return 0;
  } catch (error) {
    if (!progress.hasReported(error) && !isCancelled(error)) progress.print(errorLine(error));
    if (error instanceof StartError && !error.log) progress.print(`Logs: ${layout.logs} and ${buildDirs.logs}`);
    return 1;
  }
}

process.exit(await main());
