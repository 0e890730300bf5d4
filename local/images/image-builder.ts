/** Builds and pushes the shop's images with docker, podman or buildah, in this order of preference. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { findCommand } from '../toolchain/find-command.ts';

export const root = resolve(import.meta.dirname, '../..');
const containerfile = 'images/Containerfile';

export type BuilderName = 'docker' | 'podman' | 'buildah';

/** Commands that prove that a builder works: docker needs its daemon. */
const healthCommands: Readonly<Record<BuilderName, readonly string[]>> = {
  docker: ['info'],
  podman: ['info'],
  buildah: ['--version'],
};

export async function findBuilder(requested?: string): Promise<BuilderName> {
  const names = (Object.keys(healthCommands) as BuilderName[]).filter(
    (name) => requested === undefined || name === requested,
  );
  for (const name of names) {
    const command = findCommand(name);
    const works = command && (await runCommand({ command, args: healthCommands[name] }).then(Boolean, () => false));
    if (works) return name;
  }
  throw new StartError(
    `none of docker, podman and buildah works here${requested ? ` (requested: ${requested})` : ''}: install one`,
  );
}

export interface ImageBuild {
  readonly target: string;
  /** All names of the image. */
  readonly images: readonly string[];
  /** Build argument -> base image. */
  readonly bases?: Readonly<Record<string, string>>;
  /** Such as linux/arm64; default: this machine's. */
  readonly platforms?: readonly string[];
}

/**
 * Build arguments, the same for all builders but for the ignore file and several platforms: podman and buildah make a manifest list of
 * the first name, docker pushes what it builds, as its images of several platforms are only in a registry. Pure.
 */
export function buildArguments(
  builder: BuilderName,
  { target, images, bases = {}, platforms = [] }: ImageBuild,
): string[] {
  const ignored = builder === 'docker' ? [] : ['--ignorefile', `${containerfile}.dockerignore`];
  // buildah caches no layers by default.
  const layers = builder === 'buildah' ? ['--layers'] : [];
  const isList = platforms.length > 0;
  const platform = isList ? ['--platform', platforms.join(',')] : [];
  const [first = ''] = images;
  const tags = isList && builder !== 'docker' ? ['--manifest', first] : images.flatMap((image) => ['--tag', image]);
  const pushed = isList && builder === 'docker' ? ['--push'] : [];
  const values = Object.entries(bases).flatMap(([name, image]) => ['--build-arg', `${name}=${image}`]);
  const from = ['--file', containerfile, ...ignored, ...values, '--target', target];
  const command = pushed.length > 0 ? ['buildx', 'build'] : ['build'];
  return [...command, ...layers, ...platform, ...from, ...tags, ...pushed, '.'];
}

export async function buildImage(builder: BuilderName, build: ImageBuild): Promise<void> {
  const [list = ''] = build.images;
  // A build would add to the list of an earlier one.
  if (build.platforms?.length && builder !== 'docker')
    await runCommand({ command: builder, args: ['manifest', 'rm', list] }).catch(() => undefined);
  await runVisibly(builder, buildArguments(builder, build));
}

/** Runs a command with its output visible. */
export async function runVisibly(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new StartError(`${command} ${args[0]} failed: see its output above`);
}
