/** Builds images with buildah, which needs no daemon, in a store of its own. */
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';

export interface ImageBuild {
  readonly image: string;
  /** Folder that the build may read. */
  readonly context: string;
  readonly containerfile: string;
  readonly ignoreFile?: string;
  readonly target?: string;
  /** The machine's own certificates are lent to it, should it have some that others lack. */
  readonly fetches?: boolean;
  readonly values?: Readonly<Record<string, string>>;
}

export interface Buildah {
  /** @returns the image's id: the same as long as nothing in it changed */
  build(image: ImageBuild): Promise<string>;
  /** Adds an image to a folder in OCI's layout, where layers that images share are kept once. */
  push(image: string, layout: string): Promise<void>;
  /** Removes what no image that has a name is built upon. */
  prune(): Promise<void>;
}

const certificates = '/etc/ssl/certs';
/** All that the machine trusts, where Debian has them. */
export const certificateFile = `${certificates}/ca-certificates.crt`;

/** It leaves mounts in here. */
export const buildahStore = (cache: string): string => join(cache, 'buildah');

export function createBuildah(cache: string, log: string): Buildah {
  const store = ['--root', buildahStore(cache), '--runroot', join(cache, 'buildah-run')];
  const run = (args: readonly string[]) =>
    runCommand({
      command: 'nice',
      args: ['buildah', ...store, '--storage-driver', 'overlay', ...args],
      environment: { BUILDAH_ISOLATION: 'chroot' },
      log,
    });
  return {
    async build({ image, context, containerfile, ignoreFile, target, fetches, values = {} }) {
      const printed = await run([
        ...['build', '--layers', '--pull-never', '--quiet', '--tag', image, '--file', containerfile],
        ...(target ? ['--target', target] : []),
        ...(ignoreFile ? ['--ignorefile', ignoreFile] : []),
        ...(fetches ? ['--volume', `${certificates}:${certificates}:ro`] : []),
        ...(fetches ? ['--build-arg', `NODE_EXTRA_CA_CERTS=${certificateFile}`] : []),
        ...Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
        context,
      ]);
      return printed.trim().split('\n').at(-1) ?? '';
    },
    async push(image, layout) {
      await run(['push', '--quiet', '--disable-compression', image, `oci:${layout}:${image}`]);
    },
    async prune() {
      await run(['rmi', '--prune', '--force']);
    },
  };
}
