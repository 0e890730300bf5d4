/**
 * Base images. What a registry serves under a tag changes; published images are built on pinned digests in images/bases.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BuilderName, root } from '../images/image-builder.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';

/** Build argument of images/Containerfile -> tag and digest; empty: not pinned yet. */
const Bases = z.record(
  z.string(),
  z.object({ image: z.string(), digest: z.string().regex(/^(sha256:[0-9a-f]{64})?$/) }),
);
export type Bases = z.infer<typeof Bases>;

const file = join(root, 'images/bases.json');
export const readBases = (): Bases => Bases.parse(JSON.parse(readFileSync(file, 'utf8')));

/**
 * Each base by its digest, for a build that goes to a registry.
 * @throws StartError a base is not pinned
 */
export function pinnedBases(bases: Bases): Record<string, string> {
  const open = Object.values(bases).filter(({ digest }) => digest === '');
  if (open.length > 0) {
    const names = open.map(({ image }) => image).join(', ');
    throw new StartError(`images/bases.json has no digest for ${names}: npm run images -- --pin-bases, and commit it`);
  }
  return Object.fromEntries(Object.entries(bases).map(([name, { image, digest }]) => [name, `${image}@${digest}`]));
}

/** Base images of a Containerfile that are neither stages of it nor build arguments. Pure. */
export function unpinnedBases(containerfile: string): string[] {
  const stages = new Set([...containerfile.matchAll(/^FROM .+ AS (\S+)$/gm)].map(([, name]) => name));
  return [...containerfile.matchAll(/^FROM (\S+)/gm)]
    .map(([, image = '']) => image)
    .filter((image) => !stages.has(image) && !/^\$\{\w+\}$/.test(image) && image !== 'scratch');
}

/** Updates the digests to what the registry serves now. */
export async function pinBases(builder: BuilderName): Promise<void> {
  const bases = readBases();
  for (const base of Object.values(bases)) {
    await runCommand({ command: builder, args: ['pull', base.image] });
    const format = builder === 'buildah' ? '{{.FromImageDigest}}' : '{{index .RepoDigests 0}}';
    const args =
      builder === 'buildah'
        ? ['inspect', '--type', 'image', '--format', format, base.image]
        : ['image', 'inspect', '--format', format, base.image];
    const printed = await runCommand({ command: builder, args });
    base.digest = /sha256:[0-9a-f]{64}/.exec(printed)?.[0] ?? '';
    process.stdout.write(`${base.image} is ${base.digest || 'without a digest'}\n`);
  }
  writeFileSync(file, `${JSON.stringify(bases, null, 2)}\n`);
}
