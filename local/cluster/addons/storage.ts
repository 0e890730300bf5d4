/**
 * The default StorageClass: folders of the machine, by local-path-provisioner. They are `local` volumes, as only for those the
 * kubelet applies a pod's fsGroup to the files.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, parseManifests } from './manifest.ts';

export interface StorageSettings {
  readonly image: string;
  /** Image with a shell: creates and removes the folders. */
  readonly helperImage: string;
  /** Parent of the volume folders. */
  readonly volumes: string;
}

/** @param files folder of the provisioner's module */
export function storageManifests(files: string, { image, helperImage, volumes }: StorageSettings): Manifest[] {
  const text = readFileSync(join(files, 'deploy/local-path-storage.yaml'), 'utf8')
    .replace(/rancher\/local-path-provisioner:\S+/, image)
    .replace('image: busybox', `image: ${helperImage}`)
    .replace('/opt/local-path-provisioner', volumes)
    .replace('- local-path-provisioner\n            - --debug\n', '- /local-path-provisioner\n');
  return parseManifests(text).map((manifest) => (manifest.kind === 'StorageClass' ? asDefault(manifest) : manifest));
}

const asDefault = (manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: {
    ...manifest.metadata,
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true', defaultVolumeType: 'local' },
  },
});
