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

/** Build arguments, the same for all builders but for the ignore file. Pure. */
export function buildArguments(
  builder: BuilderName,
  target: string,
  images: readonly string[],
  bases: Readonly<Record<string, string>> = {},
): string[] {
  const ignored = builder === 'docker' ? [] : ['--ignorefile', `${containerfile}.dockerignore`];
  // buildah caches no layers by default.
  const layers = builder === 'buildah' ? ['--layers'] : [];
  const tags = images.flatMap((image) => ['--tag', image]);
  const values = Object.entries(bases).flatMap(([name, image]) => ['--build-arg', `${name}=${image}`]);
  return ['build', ...layers, '--file', containerfile, ...ignored, ...values, '--target', target, ...tags, '.'];
}

/** Runs a command with its output visible. */
export async function runVisibly(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new StartError(`${command} ${args[0]} failed: see its output above`);
}
