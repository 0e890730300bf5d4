/** Programs of `npm start -- --observe`, installed or fetched only when it is asked for. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../supervisor/progress.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { installPackages } from './debian-packages.ts';
import { fetchJars, requireJava } from './fetch-jars.ts';
import { findCommand } from './find-command.ts';

export interface ZipkinPrograms {
  readonly java: string;
  readonly zipkinJar: string;
}

export interface ObserverPrograms extends ZipkinPrograms {
  readonly prometheus: string;
  /** Checks configuration and rules. */
  readonly promtool: string;
}

const sources = fileURLToPath(new URL('zipkin', import.meta.url));

/** @param cache of builds and downloads */
export async function prepareObserverPrograms(
  cache: string,
  logs: string,
  progress: Progress,
): Promise<ObserverPrograms> {
  const prometheus = await preparePrometheus(join(logs, 'packages.log'), progress);
  return { ...prometheus, ...(await prepareZipkin(cache, logs, progress)) };
}

export async function prepareZipkin(cache: string, logs: string, progress: Progress): Promise<ZipkinPrograms> {
  const folder = await progress.step('Zipkin (fetched the first time)', () =>
    fetchJars({ sources, name: 'zipkin-3.5.1', cache, log: join(logs, 'fetch-zipkin.log') }),
  );
  const jar = readdirSync(folder).find((name) => name.endsWith('-exec.jar'));
  if (!jar) throw new StartError(`${folder} has no Zipkin: delete that folder and start again`);
  return { java: requireJava(), zipkinJar: join(folder, jar) };
}

export const preparePrometheus = (log: string, progress: Progress) =>
  withLock('debian-packages', async () => {
    const present = findPrometheus();
    if (present) return present;
    return progress.step('Debian package: prometheus', async () => {
      await installPackages(['prometheus'], log, 'Prometheus 2.42 or newer');
      const installed = findPrometheus();
      if (!installed) throw new StartError('prometheus was installed but its programs are not found', { log });
      return installed;
    });
  });

function findPrometheus(): Pick<ObserverPrograms, 'prometheus' | 'promtool'> | undefined {
  const prometheus = findCommand('prometheus');
  const promtool = findCommand('promtool');
  return prometheus && promtool ? { prometheus, promtool } : undefined;
}
