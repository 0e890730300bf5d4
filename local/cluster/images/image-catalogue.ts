/** All images that the cluster and the shop need here, their inputs, and how to tell that they are up to date. */
import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaRegistryImage, storeImages } from '@mambogo/operator/model/image-names.ts';
import { isImageSource } from '../../images/build-id.ts';
import { codeTargets } from '../../images/shop-images.ts';
import { sourceHash } from '../../toolchain/source-hash.ts';
import type { ClusterTools } from '../prepare-cluster-tools.ts';
import type { ImageBuild } from './buildah.ts';
import { debianContext, nodeContext } from './debian.ts';
import { debianImage, nodeImage, registry, shopImage, toolImage } from './names.ts';

export interface CatalogueEntry extends ImageBuild {
  /** Hash of the inputs: a change means the image must be rebuilt. */
  readonly inputs: string;
  /** Only used as a base, never run. */
  readonly baseOnly?: boolean;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const shopFile = join(root, 'images/Containerfile');
const ignoreFile = join(root, 'images/Containerfile.dockerignore');
const toolFile = fileURLToPath(new URL('tool.Containerfile', import.meta.url));
const jarsImage = `${registry}/kafka-jars:1`;
const apicurioImage = `${registry}/apicurio-files:1`;
const javaImage = `${registry}/java-files:1`;

/** In build order. */
export async function imageCatalogue(
  tools: ClusterTools,
  cache: string,
  log: string,
  build: string,
): Promise<CatalogueEntry[]> {
  const debian = await debianContext(cache, log);
  const node = await nodeContext(cache, log);
  const own = (context: string) => ({ context, containerfile: join(context, 'Containerfile'), inputs: context });
  const bases: CatalogueEntry[] = [
    { image: debianImage, ...own(debian) },
    { image: nodeImage, ...own(node), values: { DEBIAN: debianImage }, inputs: `${debian} ${node}`, baseOnly: true },
    { image: jarsImage, ...kafkaJarsContext(tools.kafkaJars, cache), baseOnly: true },
    ...[
      { image: apicurioImage, context: tools.registry.folder },
      { image: javaImage, context: tools.registry.javaHome },
    ].map((files) => ({ ...files, containerfile: toolFile, inputs: files.context, baseOnly: true })),
  ];
  return [
    ...bases,
    ...tools.images.map((tool) => toolEntry(tool, cache)),
    ...shopEntries(`${debian} ${node} ${tools.kafkaJars} ${tools.registry.folder} ${tools.registry.javaHome}`, build),
  ];
}

/** Images of the shop. */
function shopEntries(bases: string, build: string): CatalogueEntry[] {
  const downloads = { KAFKA_JARS: jarsImage, APICURIO: apicurioImage, JAVA: javaImage };
  const values = { BASE: nodeImage, DEBIAN: debianImage, ...downloads, SERVICES: shopImage('services') };
  const recipe = hashOf(sourceHash([join(root, 'images')]), bases);
  const code = hashOf(recipe, build);
  const entry = (target: string, inputs: string, fetches = false): CatalogueEntry => ({
    image: shopImage(target),
    context: root,
    containerfile: shopFile,
    ignoreFile,
    target,
    values,
    inputs,
    fetches,
  });
  return [
    ...[...Object.values(storeImages), schemaRegistryImage].map((image) => ({
      ...entry(image.split(':')[0] ?? image, recipe),
      image: `${registry}/${image}`,
    })),
    // Named too, as images that no named image is built on are pruned, and this one takes longest.
    { ...entry('pages', hashOf(recipe, sourcesOfPages()), true), image: `${registry}/pages:1`, baseOnly: true },
    ...codeTargets.map((target) => entry(target, code, true)),
  ];
}

const sourcesOfPages = (): string =>
  hashOf(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
    sourceHash(
      ['packages', 'services/web'].map((folder) => join(root, folder)),
      isImageSource,
    ),
  );

function toolEntry({ name, version, programs }: ClusterTools['images'][number], cache: string): CatalogueEntry {
  const files = Object.values(programs);
  const inputs = hashOf(
    ...files,
    sourceHash([dirname(toolFile)], (file) => file.endsWith('.Containerfile')),
  );
  const context = gatherFiles(join(cache, 'image-contexts', `${name}-${inputs}`), files);
  return { image: toolImage(name, version), context, containerfile: toolFile, inputs };
}

const kafkaJarsContext = (folder: string, cache: string) => {
  const context = gatherFiles(
    join(cache, 'image-contexts', 'kafka-jars'),
    readdirSync(folder).map((name) => join(folder, name)),
    'jars',
  );
  return { context, containerfile: toolFile, inputs: folder };
};

/** Collects files in a folder, without copying them where the file system allows hard links. */
function gatherFiles(folder: string, files: readonly string[], below = ''): string {
  rmSync(folder, { recursive: true, force: true });
  const into = join(folder, below);
  mkdirSync(into, { recursive: true });
  for (const file of files) {
    const name = join(into, file.slice(file.lastIndexOf('/') + 1));
    try {
      linkSync(file, name);
    } catch {
      copyFileSync(file, name);
    }
  }
  return folder;
}

const hashOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
