/** `npm run cluster -- up | images | status | down`: a real, throw-away Kubernetes on this machine. */
import { dirname, join } from 'node:path';
import { Argument } from '@commander-js/extra-typings';
import { commandLine } from '../cli/command-line.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { isCancelled, terminalProgress } from '../supervisor/progress.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { oneLine, StartError } from '../supervisor/start-error.ts';
import type { Workshop } from '../toolchain/build-go.ts';
import { cacheFolder } from '../toolchain/folders.ts';
import { installAddons } from './addons/install.ts';
import { buildImages, importImages, releaseImages } from './images/refresh.ts';
import { endKeeper, findKeeper, startKeeper } from './keeper-handle.ts';
import { knownOf, leftovers } from './node/leftovers.ts';
import { runEvery } from './node/run-every.ts';
import { sweep } from './node/sweep.ts';
import { prepareTools } from './prepare-tools.ts';
import { clusterRoom, doors } from './room.ts';
import { describeCluster } from './status.ts';

const line = commandLine('cluster', {
  purpose: 'A real, throw-away Kubernetes on this machine (root, Linux; the first time some 20 minutes).',
  examples: [
    ['up', "a single node with names, storage, ingress, metrics, Dapr and the shop's images"],
    ['images', 'builds the images whose sources changed and gives them to the cluster'],
    ['status', 'what runs'],
    ['down', 'ends the cluster and removes all of it but the layers of the images'],
  ],
})
  .addArgument(new Argument('<command>', 'what to do').choices(['up', 'images', 'status', 'down'] as const))
  .parse();

const progress = terminalProgress();
const room = clusterRoom();
const workshop: Workshop = { cache: cacheFolder(), logs: join(cacheFolder(), 'logs') };

const commands = { up, images, status, down };

async function up(): Promise<void> {
  const began = performance.now();
  const tools = await prepareTools(workshop, progress);
  const refresh = { tools, room, logs: workshop.logs, progress };
  const built = await buildImages(refresh);
  await alone(async () => {
    if ((await findKeeper(room)) === undefined) {
      await sweep(room);
      makeFolder(room.logs);
      await startKeeper(progress.say, process.stdout.isTTY);
    }
    await importImages(refresh, built);
    await installAddons(tools, room, progress);
  });
  progress.say(`
  The cluster is up (${((performance.now() - began) / 1_000).toFixed(1)} s).
  export KUBECONFIG=${room.kubeconfig} PATH=${dirname(tools.kubernetes.kubectl)}:${dirname(tools.helm)}:$PATH
  way in:    http://127.0.0.1:${doors.http.from} and https://127.0.0.1:${doors.https.from}, by host name
  logs:      ${room.logs}
  npm run cluster -- down ends it.
`);
}

async function images(): Promise<void> {
  const tools = await prepareTools(workshop, progress);
  const refresh = { tools, room, logs: workshop.logs, progress };
  const built = await buildImages(refresh);
  if ((await findKeeper(room)) === undefined) return progress.say('They are built; the cluster is down.');
  const taken = await importImages(refresh, built);
  progress.say(taken.length > 0 ? `New in the cluster: ${taken.join(', ')}` : 'All images are up to date.');
  progress.say(`build ${built.build}: an operator installed by its chart takes it with --set build=${built.build}`);
}

async function status(): Promise<void> {
  const keeper = await findKeeper(room);
  if (keeper === undefined) return progress.say('The cluster is down.');
  for (const line of await describeCluster(workshop, room, keeper)) progress.say(line);
}

async function down(): Promise<void> {
  await progress.step('The cluster is down', () =>
    alone(async () => {
      const known = knownOf(room);
      await runEvery([
        ['keeper', () => endKeeper(room)],
        ['node', () => sweep(room)],
        ['images', releaseImages],
        [
          'not all of it is gone',
          async () => {
            const left = await leftovers(room, known);
            if (left.length > 0) throw new StartError(left.join('; '));
          },
        ],
      ]);
    }),
  );
}

/** Two who change the cluster at once take turns. */
const alone = (work: () => Promise<void>): Promise<void> => withLock('cluster-change', work);

async function main(): Promise<number> {
  const [name] = line.processedArgs;
  try {
    await commands[name]();
    return 0;
  } catch (error) {
    if (!progress.told(error) && !isCancelled(error)) progress.say(oneLine(error));
    if (error instanceof StartError && !error.log) progress.say(`Logs: ${room.logs} and ${workshop.logs}`);
    return 1;
  }
}

process.exit(await main());
