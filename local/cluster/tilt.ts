/**
 * `npm run tilt -- up | ci | trigger NAME | ...`: runs Tilt on this machine's cluster, with kubeconfig, kubectl and helm set up.
 * Without an installed tilt one is built, in some minutes; it has no web UI (tilt-without-web/yarn).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, join, resolve } from 'node:path';
import { commandLine } from '../cli/command-line.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { terminalProgress } from '../supervisor/progress.ts';
import { errorLine, StartError } from '../supervisor/start-error.ts';
import { helm, tilt } from '../toolchain/build-cluster-tools.ts';
import { type BuildDirs, buildGo } from '../toolchain/build-go.ts';
import { buildKubernetes } from '../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { findCommand } from '../toolchain/find-command.ts';
import { findClusterDaemon } from './cluster-daemon-client.ts';
import { clusterLayout } from './cluster-layout.ts';

const [args] = commandLine('tilt', {
  purpose:
    'Runs Tilt on the cluster of this machine, with kubeconfig, kubectl and helm set up; builds tilt if it is not installed.',
  examples: [
    ['up', 'watches the sources: docs/inner-loop.md'],
    ['ci', 'once, until everything is ready'],
    ['up --help', "Tilt's own options"],
  ],
  notes: 'The cluster must be up: npm run cluster -- up.',
})
  .argument('<args...>', "Tilt's command and its arguments")
  .passThroughOptions()
  .parse().processedArgs;

const progress = terminalProgress();
const layout = clusterLayout();
const buildDirs: BuildDirs = { cache: cacheFolder(), logs: join(cacheFolder(), 'logs') };

async function main(args: readonly string[]): Promise<number> {
  if ((await findClusterDaemon(layout)) === undefined)
    throw new StartError('the cluster is down: npm run cluster -- up');
  makeFolder(buildDirs.logs);
  const { kubectl } = await buildKubernetes(buildDirs);
  const { helm: helmProgram } = await buildGo(helm, buildDirs);
  const installed = findCommand('tilt');
  const program = installed ?? (await build());
  // Tilt's own environment too: buttons use it.
  const folders = [program, kubectl, helmProgram].map(dirname);
  if (!installed) folders.unshift(join(import.meta.dirname, 'tilt-without-web'));
  const child = spawn(program, installed ? args : withoutPage(args), {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: 'inherit',
    env: {
      TILT_DISABLE_ANALYTICS: '1',
      ...process.env,
      KUBECONFIG: layout.kubeconfig,
      PATH: [...folders, process.env.PATH].join(delimiter),
    },
  });
  // Ctrl-C in a terminal reaches both; Tilt stops its processes, and then this exits.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const build = (): Promise<string> =>
  progress.step('Tilt (the first time built: some minutes)', async () => (await buildGo(tilt, buildDirs)).tilt);

/** Without web assets, Tilt would look for them. */
const withoutPage = (args: readonly string[]): string[] =>
  args[0] === 'up' || args[0] === 'ci' ? [args[0], '--web-mode=local', ...args.slice(1)] : [...args];

process.exit(
  await main(args).catch((error: unknown) => {
    if (!progress.hasReported(error)) progress.print(errorLine(error));
    return 1;
  }),
);
