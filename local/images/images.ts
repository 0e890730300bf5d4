/**
 * `npm run images`: builds the shop's images from the work tree and delivers them to a cluster: directly to the current context's
 * nodes where it is on this machine, otherwise through a registry.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { commaSeparated } from '../cli/argument-values.ts';
import { commandLine } from '../cli/command-line.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { errorLine, StartError } from '../supervisor/start-error.ts';
import { pinBases, pinnedBases, readBases } from '../supply-chain/bases.ts';
import { buildId, recordBuild, recordedBuild } from './build-id.ts';
import { deliveries } from './deliveries.ts';
import { buildImage, findBuilder, root, runVisibly } from './image-builder.ts';
import { publish } from './publish.ts';
import { codeTargets, shopImages } from './shop-images.ts';

const line = commandLine('images', {
  purpose:
    "Builds the shop's images from the work tree and delivers them to a cluster: into its nodes, or through a registry.",
  examples: [
    ['', "into the nodes of kubectl's current context (kind, k3d, minikube, Docker Desktop, npm run cluster)"],
    ['--registry registry.example.com/shop', 'tagged for the registry, and pushed'],
    ['--registry registry.example.com/shop --platform linux/amd64,linux/arm64', 'for nodes of both architectures'],
    ['services', 'only this target of images/Containerfile'],
  ],
})
  .argument('[targets...]', 'only these targets of images/Containerfile')
  .option('--registry <registry>', 'tags the images for this registry and pushes them')
  .option('--platform <platforms>', 'builds for these platforms, separated by commas', commaSeparated, [])
  .option('--context <context>', "target cluster; default kubectl's current context")
  .addOption(
    new Option('--with <program>', 'build program; default the first that works').choices([
      'docker',
      'podman',
      'buildah',
    ]),
  )
  .option(
    '--sign-with <command>',
    'command run for each pushed image, with its name by digest as last argument and the path of its provenance in the variable PROVENANCE, such as "cosign sign --yes"',
  )
  .option('--pin-bases', 'updates images/bases.json with the current digests of the base images; builds nothing')
  .option('--build-id', 'prints the id of the latest build; builds nothing')
  .parse();

/** This registry name is not real: such images are loaded. */
const localRegistry = 'mambogo.local';

async function main(): Promise<void> {
  const {
    registry,
    platform: platforms,
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
  if (signWith && !registry) line.error('error: only pushed images have a digest to sign: add --registry');
  if (platforms.length > 0 && !registry)
    line.error('error: nodes take images of their own architecture: for several platforms, add --registry');
  const bases = registry ? pinnedBases(readBases()) : {};
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = buildId();
  const all = shopImages(registry ?? localRegistry, version, build);
  for (const target of targets)
    if (!all.has(target)) line.error(`error: unknown target ${target}; use one of ${[...all.keys()].join(', ')}`);
  const selected = [...all].filter(([target]) => targets.length === 0 || targets.includes(target));
  const images = selected.flatMap(([, names]) => names);
  const delivery = registry ? [] : deliveries(context, builder, images);
  if (!delivery)
    throw new StartError(
      `images built by ${builder} can reach the cluster "${context}" through a registry only: use --registry`,
    );
  for (const [target, names] of selected) await buildImage(builder, { target, images: names, bases, platforms });
  if (registry) {
    const publication = { build, bases: Object.values(bases), signWith, isList: platforms.length > 0 };
    for (const [target, names] of selected) await publish(builder, target, names, publication);
  }
  for (const { command, args } of delivery) await runVisibly(command, args);
  // A build is complete only with all targets: an operator of a build requests the services image of the same build.
  if (!codeTargets.every((own) => selected.some(([target]) => target === own))) return;
  recordBuild(build);
  process.stdout.write(`build ${build}: to use it, install the operator's chart with --set-string build=${build}\n`);
}

const currentContext = async (): Promise<string> =>
  (await runCommand({ command: 'kubectl', args: ['config', 'current-context'] })).trim();

await main().catch((error: unknown) => {
  process.stderr.write(`${errorLine(error)}\n`);
  process.exit(1);
});
