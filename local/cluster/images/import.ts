/** Gives images to containerd. Only the layers that it lacks are handed over, so that a changed image takes a moment. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../../supervisor/run-command.ts';
import { ctr } from '../node/containerd.ts';
import type { ClusterRoom } from '../room.ts';

const Descriptor = z.looseObject({ digest: z.string(), annotations: z.record(z.string(), z.string()).optional() });
const Index = z.looseObject({ manifests: z.array(Descriptor) });
const Manifest = z.looseObject({ config: Descriptor, layers: z.array(Descriptor) });

const nameOf = 'org.opencontainers.image.ref.name';

/** @param layout folder in OCI's layout that has the image */
export async function importImage(room: ClusterRoom, image: string, layout: string, log: string): Promise<void> {
  const index = Index.parse(readJson(join(layout, 'index.json')));
  const found = index.manifests.find(({ annotations }) => annotations?.[nameOf] === image);
  if (!found) throw new Error(`${layout} has no image ${image}`);
  const manifest = Manifest.parse(readJson(join(layout, blob(found.digest))));
  const present = new Set((await ctr(room, ['content', 'list', '--quiet'])).split('\n'));
  const parts = [found, manifest.config, ...manifest.layers].map(({ digest }) => digest);
  const lacking = [...new Set(parts)].filter((digest) => !present.has(digest));

  const folder = join(room.folder, 'import', found.digest.slice(-16));
  mkdirSync(folder, { recursive: true });
  const named = { ...found, annotations: { ...found.annotations, 'io.containerd.image.name': image } };
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  const archive = join(folder, 'image.tar');
  const files = ['-C', folder, 'index.json', '-C', layout, 'oci-layout', ...lacking.map(blob)];
  await runCommand({ command: 'tar', args: ['--create', '--file', archive, ...files], log });
  await ctr(room, ['images', 'import', '--digests=false', archive], log);
  rmSync(folder, { recursive: true });
}

const blob = (digest: string): string => join('blobs', ...digest.split(':'));
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
