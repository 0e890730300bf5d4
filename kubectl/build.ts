/**
 * `npm run kubectl`: bundles the plugin into one JavaScript file, `kubectl-mambogo`, which kubectl finds on PATH, beside the
 * script for shell completion. With `--krew URL` also the archive and the manifest by which krew installs it from there.
 */
import { createHash } from 'node:crypto';
import { chmodSync, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { webOrigin } from '@mambogo/local/cli/argument-values.ts';
import { commandLine } from '@mambogo/local/cli/command-line.ts';
import { print } from '@mambogo/terminal/print.ts';
import { rolldown } from 'rolldown';
import { pack } from 'tar-stream';
import { stringify } from 'yaml';
import manifest from './package.json' with { type: 'json' };
import { completionScript } from './src/completion/completion-script.ts';

const root = resolve(import.meta.dirname, '..');
const names = { plugin: 'kubectl-mambogo', completion: 'kubectl_complete-mambogo' };
const { version } = manifest;
/** Older than undici needs: said before anything is loaded. */
const nodeVersionCheck = `if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('kubectl mambogo needs Node 22 or newer; ' + process.execPath + ' is ' + process.version);
  process.exit(1);
}`;
const archiveName = `kubectl-mambogo-${version}.tar.gz`;

/** Writes plugin and completion script into a folder; returns the plugin's path. */
export async function buildPlugin(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const plugin = join(folder, names.plugin);
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'src/main.ts'),
    platform: 'node',
    logLevel: 'silent',
  });
  // Not minified: an error's stack stays readable.
  await bundle.write({ file: plugin, format: 'cjs', banner: nodeVersionCheck, codeSplitting: false });
  await bundle.close();
  const completion = join(folder, names.completion);
  writeFileSync(completion, completionScript);
  for (const file of [plugin, completion]) chmodSync(file, 0o755);
  return plugin;
}

/** The archive and manifest for krew (https://krew.sigs.k8s.io): one platform-independent file. */
async function writeKrew(folder: string, origin: string): Promise<void> {
  const archive = pack();
  archive.entry({ name: names.plugin, mode: 0o755, mtime: new Date(0) }, readFileSync(join(folder, names.plugin)));
  archive.entry({ name: 'LICENSE', mtime: new Date(0) }, readFileSync(join(root, 'LICENSE')));
  archive.finalize();
  const file = join(folder, archiveName);
  await pipeline(archive, createGzip(), createWriteStream(file));
  const platform = (os: string) => ({
    selector: { matchLabels: { os } },
    uri: `${origin}/${archiveName}`,
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    bin: names.plugin,
    files: [{ from: '*', to: '.' }],
  });
  writeFileSync(
    join(folder, 'mambogo.yaml'),
    stringify({
      apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
      kind: 'Plugin',
      metadata: { name: 'mambogo' },
      spec: {
        version: `v${version}`,
        homepage: 'https://mambogo.com',
        shortDescription: 'Run Mambogo shops: status, orders, dead letters',
        description:
          'Shows what of a Storefront is up, what is not and why; orders and what they wait for; replays events that could not be handled; writes support bundles.',
        caveats: 'Needs Node 22 or newer on PATH as node.',
        platforms: ['linux', 'darwin'].map(platform),
      },
    }),
  );
}

if (import.meta.main) {
  const { into, krew } = commandLine('kubectl', {
    purpose: 'Builds the kubectl plugin: one JavaScript file that runs on Node 22 or newer.',
    examples: [
      ['--into ~/.local/bin', 'kubectl mambogo works if that folder is on PATH'],
      ['--krew https://example.com/releases', 'also the archive and the manifest for krew'],
    ],
  })
    .option('--into <folder>', 'folder to write to', join(root, 'build/kubectl'))
    .option('--krew <url>', 'where the archive will be published', webOrigin)
    .parse()
    .opts();
  const folder = resolve(into);
  print(`${await buildPlugin(folder)}: kubectl mambogo --help`);
  if (krew) {
    await writeKrew(folder, krew);
    print(
      `${join(folder, 'mambogo.yaml')}: kubectl krew install --manifest=mambogo.yaml, once ${archiveName} is published`,
    );
  }
}
