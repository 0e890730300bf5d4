/** Imports images into containerd. Only missing layers are transferred, so a changed image takes a moment. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { ctr } from '../node/containerd.ts';
import { blob, findImage } from './oci-layout.ts';

/** @param ociLayout folder in OCI layout that contains the image */
export async function importImage(layout: ClusterLayout, image: string, ociLayout: string, log: string): Promise<void> {
  const { manifest, parts } = findImage(ociLayout, image);
  const present = new Set((await ctr(layout, ['content', 'list', '--quiet'])).split('\n'));
  const missing = [...new Set(parts)].filter((digest) => !present.has(digest));

  const folder = join(layout.folder, 'import', manifest.digest.slice(-16));
  mkdirSync(folder, { recursive: true });
  const named = { ...manifest, annotations: { ...manifest.annotations, 'io.containerd.image.name': image } };
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  const archive = join(folder, 'image.tar');
  const files = ['-C', folder, 'index.json', '-C', ociLayout, 'oci-layout', ...missing.map(blob)];
  await runCommand({ command: 'tar', args: ['--create', '--file', archive, ...files], log });
  await ctr(layout, ['images', 'import', '--digests=false', archive], log);
  rmSync(folder, { recursive: true });
}
