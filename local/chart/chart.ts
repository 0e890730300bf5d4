/** The operator's chart, rendered by helm. Helm is built on first use, which takes a minute or two. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Manifest, parseManifests } from '../cluster/addons/manifest.ts';
import { helm } from '../toolchain/build-cluster-tools.ts';
import { buildGo } from '../toolchain/build-go.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';

export const chartFolder = resolve(import.meta.dirname, '../../charts/mambogo-operator');

export interface Release {
  readonly namespace: string;
  readonly values?: unknown;
  readonly withCrds?: boolean;
}

/** Runs helm. @returns stdout; on failure the error's message is stderr */
export async function runHelm(args: readonly string[], input = ''): Promise<string> {
  const cache = cacheFolder();
  const logs = join(cache, 'logs');
  mkdirSync(logs, { recursive: true });
  const { helm: command } = await buildGo(helm, { cache, logs });
  const home = join(cache, 'helm-home');
  const env = { ...process.env, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { env, maxBuffer: 2 ** 26 }, (error, output, complaints) =>
      error ? reject(new Error(`helm ${args[0]}: ${complaints || output || error.message}`)) : resolve(output),
    );
    child.stdin?.end(input);
  });
}

export const chartText = ({ namespace, values = {}, withCrds = false }: Release): Promise<string> =>
  runHelm(
    [
      ...['template', 'mambogo-operator', chartFolder, '--namespace', namespace, '--values', '-'],
      ...(withCrds ? ['--include-crds'] : []),
    ],
    JSON.stringify(values),
  );

export const chartObjects = async (release: Release): Promise<Manifest[]> => parseManifests(await chartText(release));
