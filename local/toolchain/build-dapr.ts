/** Builds daprd and sentry from source, once per version and source: toolchain/dapr pins both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { sourceHash } from './source-hash.ts';

export interface DaprPrograms {
  readonly daprd: string;
  readonly sentry: string;
}

const sources = fileURLToPath(new URL('dapr', import.meta.url));

export async function buildDapr(cache: string, log: string): Promise<DaprPrograms> {
  const version = pinnedVersion();
  const folder = await buildOnce(join(cache, `dapr-${version}-${sourceHash([sources])}`), async (into) => {
    const go = findCommand('go');
    if (!go) throw new StartError('Go is missing: install Go 1.26 or newer (https://go.dev/dl/) and start again');
    const stamps = [
      `-X github.com/dapr/dapr/pkg/buildinfo.version=${version}`,
      `-X github.com/dapr/kit/logger.DaprVersion=${version}`,
    ];
    await runCommand({
      command: go,
      args: ['build', '-trimpath', '-ldflags', ['-s -w', ...stamps].join(' '), '-o', `${into}/`, './daprd', './sentry'],
      folder: sources,
      environment: { CGO_ENABLED: '0', ...goSettings() },
      log,
    });
  });
  return { daprd: join(folder, 'daprd'), sentry: join(folder, 'sentry') };
}

function pinnedVersion(): string {
  const found = /github\.com\/dapr\/dapr v(\S+)/.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))?.[1];
  if (!found) throw new Error('toolchain/dapr/go.mod names no version of Dapr');
  return found;
}

/** Where modules come from and are kept is the user's choice. */
const goSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^GO[A-Z]+$|_proxy$/i.test(name) && value ? [[name, value]] : [],
    ),
  );
