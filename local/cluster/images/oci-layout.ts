/** Reads a folder of images in OCI layout. Pushing adds and replaces; unreferenced blobs are removed here. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Descriptor = z.looseObject({ digest: z.string(), annotations: z.record(z.string(), z.string()).optional() });
const Index = z.looseObject({ manifests: z.array(Descriptor) });
const Manifest = z.looseObject({ config: Descriptor, layers: z.array(Descriptor) });
type Descriptor = z.infer<typeof Descriptor>;

const nameOf = 'org.opencontainers.image.ref.name';

export interface OciImage {
  readonly manifest: Descriptor;
  /** Digests of all blobs of the image, including its manifest. */
  readonly parts: readonly string[];
}

export function findImage(layout: string, image: string): OciImage {
  const manifest = readIndex(layout).manifests.findLast(({ annotations }) => annotations?.[nameOf] === image);
  if (!manifest) throw new Error(`${layout} has no image ${image}`);
  return { manifest, parts: partsOf(layout, manifest) };
}

/** Keeps the images of these names, as last pushed, with their blobs. */
export function pruneLayout(layout: string, images: readonly string[]): void {
  if (!existsSync(join(layout, 'index.json'))) return;
  const index = readIndex(layout);
  const latest = new Map(index.manifests.map((manifest) => [manifest.annotations?.[nameOf] ?? '', manifest]));
  const manifests = images.flatMap((image) => latest.get(image) ?? []);
  const needed = new Set(manifests.flatMap((manifest) => partsOf(layout, manifest)).map(blob));
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ ...index, manifests }));
  for (const kind of readdirSync(join(layout, 'blobs')))
    for (const name of readdirSync(join(layout, 'blobs', kind)))
      if (!needed.has(join('blobs', kind, name))) rmSync(join(layout, 'blobs', kind, name));
}

/** Path of a blob in the layout. */
export const blob = (digest: string): string => join('blobs', ...digest.split(':'));

function partsOf(layout: string, manifest: Descriptor): string[] {
  const { config, layers } = Manifest.parse(readJson(join(layout, blob(manifest.digest))));
  return [manifest, config, ...layers].map(({ digest }) => digest);
}

const readIndex = (layout: string) => Index.parse(readJson(join(layout, 'index.json')));
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
