/** Gives images to containerd. Only the layers that it lacks are handed over, so that a changed image takes a moment. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';
import { ctr } from '../node/containerd.ts';
import type { ClusterRoom } from '../room.ts';
import { blob, findImage } from './layout.ts';

/** @param layout folder in OCI's layout that has the image */
export async function importImage(room: ClusterRoom, image: string, layout: string, log: string): Promise<void> {
  const { manifest, parts } = findImage(layout, image);
  const present = new Set((await ctr(room, ['content', 'list', '--quiet'])).split('\n'));
  const lacking = [...new Set(parts)].filter((digest) => !present.has(digest));

  const folder = join(room.folder, 'import', manifest.digest.slice(-16));
  mkdirSync(folder, { recursive: true });
  const named = { ...manifest, annotations: { ...manifest.annotations, 'io.containerd.image.name': image } };
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  const archive = join(folder, 'image.tar');
  const files = ['-C', folder, 'index.json', '-C', layout, 'oci-layout', ...lacking.map(blob)];
  await runCommand({ command: 'tar', args: ['--create', '--file', archive, ...files], log });
  await ctr(room, ['images', 'import', '--digests=false', archive], log);
  rmSync(folder, { recursive: true });
}
