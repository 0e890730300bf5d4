/** Builds images with buildah, which needs no daemon, in its own store. */
import { join } from 'node:path';
import { runCommand } from '../../supervisor/run-command.ts';

export interface ImageBuild {
  readonly image: string;
  /** Build context. */
  readonly context: string;
  readonly containerfile: string;
  readonly ignoreFile?: string;
  readonly target?: string;
  /** Network access: also mounts the machine's certificates, which may include private authorities. */
  readonly fetches?: boolean;
  readonly values?: Readonly<Record<string, string>>;
}

export interface Buildah {
  /** @returns the image's id, which depends on its content only */
  build(image: ImageBuild): Promise<string>;
  /** Adds an image to a folder in OCI layout, where shared layers are stored once. */
  push(image: string, layout: string): Promise<void>;
  /** Removes images that no named image is built on. */
  prune(): Promise<void>;
}

const certificates = '/etc/ssl/certs';
/** The machine's trusted certificates, in Debian's path. */
export const certificateFile = `${certificates}/ca-certificates.crt`;

/** buildah leaves mounts in this folder. */
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
