/**
 * `npm run images`: builds the shop's images from the work tree and gives them to a cluster: to the one of the current
 * context where it is on this machine, else through a registry.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../supervisor/run-command.ts';
import { oneLine, StartError } from '../supervisor/start-error.ts';
import { pinBases, pinned, readBases } from '../supply-chain/bases.ts';
import { buildId, recordBuild, recordedBuild } from './build-id.ts';
import { deliveries } from './deliver.ts';
import { buildArguments, findBuilder, root, show } from './image-builder.ts';
import { publish } from './publish.ts';
import { ownTargets, shopImages } from './shop-images.ts';

const usage = `npm run images -- [--registry REGISTRY [--sign-with COMMAND] | --context CONTEXT] [--with docker|podman|buildah] [ONLY ...]

  --registry REGISTRY  names the images after it and pushes them there; without, they are loaded into the nodes of the
                       context's cluster (kind, k3d, minikube, Docker Desktop, or npm run cluster)
  --context CONTEXT    of which cluster; default: the current one of kubectl
  --with PROGRAM       what to build with; default: the first of docker, podman and buildah that works
  --sign-with COMMAND  run for each pushed image, with its name by digest as last argument and the file of its provenance as
                       PROVENANCE in the environment, such as "cosign sign --yes" or a script of yours
  --pin-bases          looks up what the registry serves as bases now, writes their digests into images/bases.json, builds none
  --build-id           prints which build was made last, and makes none
  ONLY                 only these targets of images/Containerfile, such as services
`;

/** Nothing answers at this registry: such images are loaded. */
const noRegistry = 'mambogo.local';

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      registry: { type: 'string' },
      context: { type: 'string' },
      with: { type: 'string' },
      help: { type: 'boolean' },
      'build-id': { type: 'boolean' },
      'pin-bases': { type: 'boolean' },
      'sign-with': { type: 'string' },
    },
  });
  if (values['build-id']) return void process.stdout.write(`${recordedBuild()}\n`);
  if (values.help) return void process.stdout.write(usage);
  const elsewhere = values.registry || values['pin-bases'] || values['sign-with'];
  const context = elsewhere ? '' : (values.context ?? (await currentContext()));
  if (context === 'mambogo') return show(process.execPath, ['local/cluster/cluster.ts', 'images']);

  const builder = await findBuilder(values.with);
  if (values['pin-bases']) return pinBases(builder);
  if (values['sign-with'] && !values.registry)
    throw new StartError('only what is pushed has a digest to sign: --registry');
  const bases = values.registry ? pinned(readBases()) : {};
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = buildId();
  const all = shopImages(values.registry ?? noRegistry, version, build);
  for (const target of positionals)
    if (!all.has(target)) throw new StartError(`${target} is none of ${[...all.keys()].join(', ')}`);
  const wanted = [...all].filter(([target]) => positionals.length === 0 || positionals.includes(target));
  const images = wanted.flatMap(([, names]) => names);
  const delivery = values.registry ? [] : deliveries(context, builder, images);
  if (!delivery)
    throw new StartError(`images built by ${builder} get into the cluster "${context}" by a registry only: --registry`);
  for (const [target, names] of wanted) await show(builder, buildArguments(builder, target, names, bases));
  if (values.registry) {
    const made = { build, bases: Object.values(bases), signWith: values['sign-with'] };
    for (const [target, names] of wanted) await publish(builder, target, names, made);
  }
  for (const { command, args } of delivery) await show(command, args);
  // A build is a whole: the operator that is told of it asks for the services of it.
  if (!ownTargets.every((own) => wanted.some(([target]) => target === own))) return;
  recordBuild(build);
  process.stdout.write(`build ${build}: an operator installed by its chart takes it with --set build=${build}\n`);
}

const currentContext = async (): Promise<string> =>
  (await runCommand({ command: 'kubectl', args: ['config', 'current-context'] })).trim();

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exit(1);
});
