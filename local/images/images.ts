/**
 * `npm run images`: builds the shop's images from the work tree and gives them to a cluster: to the one of the current
 * context where it is on this machine, else through a registry.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { commandLine } from '../cli/command-line.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { errorLine, StartError } from '../supervisor/start-error.ts';
import { pinBases, pinnedBases, readBases } from '../supply-chain/bases.ts';
import { buildId, recordBuild, recordedBuild } from './build-id.ts';
import { deliveries } from './deliveries.ts';
import { buildArguments, findBuilder, root, runVisibly } from './image-builder.ts';
import { publish } from './publish.ts';
import { codeTargets, shopImages } from './shop-images.ts';

const line = commandLine('images', {
  purpose:
    "Builds the shop's images from the work tree and gives them to a cluster: into its nodes, or through a registry.",
  examples: [
    ['', "into the nodes of kubectl's current context (kind, k3d, minikube, Docker Desktop, npm run cluster)"],
    ['--registry registry.example.com/shop', 'named after the registry, and pushed there'],
    ['services', 'one target of images/Containerfile'],
  ],
})
  .argument('[targets...]', 'only these targets of images/Containerfile')
  .option('--registry <registry>', 'names the images after it and pushes them there')
  .option('--context <context>', 'of which cluster; default the current one of kubectl')
  .addOption(
    new Option('--with <program>', 'what to build with; default the first that works').choices([
      'docker',
      'podman',
      'buildah',
    ]),
  )
  .option(
    '--sign-with <command>',
    'run for each pushed image, with its name by digest as last argument and the file of its provenance as PROVENANCE in the environment, such as "cosign sign --yes"',
  )
  .option(
    '--pin-bases',
    'writes the digests of what the registry serves as bases now into images/bases.json; builds none',
  )
  .option('--build-id', 'prints which build was made last, and makes none')
  .parse();

/** Nothing answers at this registry: such images are loaded. */
const localRegistry = 'mambogo.local';

async function main(): Promise<void> {
  const {
    registry,
    context: wantedContext,
    with: program,
    signWith,
    pinBases: pinsBases,
    buildId: printsBuild,
  } = line.opts();
  const [targets] = line.processedArgs;
  if (printsBuild) return void process.stdout.write(`${recordedBuild()}\n`);
  const needsNoCluster = registry || pinsBases || signWith;
  const context = needsNoCluster ? '' : (wantedContext ?? (await currentContext()));
  if (context === 'mambogo') return runVisibly(process.execPath, ['local/cluster/cluster.ts', 'images']);

  const builder = await findBuilder(program);
  if (pinsBases) return pinBases(builder);
  if (signWith && !registry) line.error('error: only what is pushed has a digest to sign: add --registry');
  const bases = registry ? pinnedBases(readBases()) : {};
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = buildId();
  const all = shopImages(registry ?? localRegistry, version, build);
  for (const target of targets)
    if (!all.has(target)) line.error(`error: the target ${target} is none of ${[...all.keys()].join(', ')}`);
  const selected = [...all].filter(([target]) => targets.length === 0 || targets.includes(target));
  const images = selected.flatMap(([, names]) => names);
  const delivery = registry ? [] : deliveries(context, builder, images);
  if (!delivery)
    throw new StartError(`images built by ${builder} get into the cluster "${context}" by a registry only: --registry`);
  for (const [target, names] of selected) await runVisibly(builder, buildArguments(builder, target, names, bases));
  if (registry) {
    const publication = { build, bases: Object.values(bases), signWith };
    for (const [target, names] of selected) await publish(builder, target, names, publication);
  }
  for (const { command, args } of delivery) await runVisibly(command, args);
  // A build is a whole: the operator that is told of it asks for the services of it.
  if (!codeTargets.every((own) => selected.some(([target]) => target === own))) return;
  recordBuild(build);
  process.stdout.write(`build ${build}: an operator installed by its chart takes it with --set build=${build}\n`);
}

const currentContext = async (): Promise<string> =>
  (await runCommand({ command: 'kubectl', args: ['config', 'current-context'] })).trim();

await main().catch((error: unknown) => {
  process.stderr.write(`${errorLine(error)}\n`);
  process.exit(1);
});
