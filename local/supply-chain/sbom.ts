/**
 * `npm run sbom`: the shop's software bill of materials, as CycloneDX 1.6: npm packages, the Go programs built here, and each
 * image. Written to build/sbom, which is not in git.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../cli/command-line.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { findBuilder, root } from '../images/image-builder.ts';
import { codeTargets, shopImages } from '../images/shop-images.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { errorLine } from '../supervisor/start-error.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { type Component, createBom, type Subject } from './create-bom.ts';
import { jarFolders, withImageFiles } from './image-files.ts';
import { debianComponents, goComponents, jarComponents, npmComponents } from './read-components.ts';

const options = commandLine('sbom', {
  purpose: 'Software bill of materials as CycloneDX 1.6: npm packages, the Go programs built here, and each image.',
  examples: [
    ['', 'everything, to build/sbom'],
    ['--no-images', 'npm packages and Go programs only'],
  ],
})
  .option('--out <folder>', 'where to', join(root, 'build/sbom'))
  .option('--registry <registry>', 'registry in the image names', 'mambogo.local')
  .option('--no-images', 'npm packages and Go programs only')
  .parse()
  .opts();

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
/** Programs built here and delivered; the rest of the cache is for the local cluster. */
const programs = 'dapr-[0-9]*/daprd';

async function main(): Promise<void> {
  makeFolder(options.out);
  const write = async (file: string, whole: Subject, parts: readonly Component[]) => {
    writeFileSync(join(options.out, file), await createBom(whole, parts));
    process.stdout.write(`${file}: ${parts.length} parts\n`);
  };
  const npm = npmComponents(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  await write('npm.cdx.json', { name: 'mambogo', version, kind: 'application' }, npm);

  const built = globSync(programs, { cwd: cacheFolder() }).map((path) => join(cacheFolder(), path));
  if (built.length > 0) {
    const go = goComponents(await runCommand({ command: 'go', args: ['version', '-m', ...built] }));
    await write('go.cdx.json', { name: 'mambogo-daprd', version, kind: 'application' }, go);
  }
  if (!options.images) return;
  const builder = await findBuilder();
  for (const [target, [image = '']] of shopImages(options.registry, version, '')) {
    const inside = await withImageFiles(builder, image, (files) => [
      ...debianComponents(files.read('/var/lib/dpkg/status') ?? ''),
      ...jarFolders.flatMap((folder) => jarComponents(files.list(folder))),
    ]);
    const own = codeTargets.some((one) => one === target) ? npm : [];
    await write(`${target}.cdx.json`, { name: image, version, kind: 'container' }, [...inside, ...own]);
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${errorLine(error)}\n`);
  process.exit(1);
});
