/**
 * Prometheus of one shop, on loopback, with its data in the shop's folder. Its targets are in files that it watches, so that a
 * further instance is scraped without a restart.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ProcessSpec } from '../supervisor/process-spec.ts';

export interface PrometheusOptions {
  readonly folder: string;
  readonly port: number;
  /** Seconds between two scrapes of a target. */
  readonly scrapeSeconds: number;
}

export interface Target {
  readonly job: 'services' | 'runner';
  /** The service's name in the blueprint; `runner`. */
  readonly service: string;
  readonly port: number;
}

const jobs = ['services', 'runner'] as const;
const rulesFile = 'rules.yaml';

/** @param rules Prometheus rule groups */
export function preparePrometheus({ folder, scrapeSeconds }: PrometheusOptions, rules: unknown): void {
  const interval = `${scrapeSeconds}s`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, rulesFile), stringify(rules));
  writeFileSync(
    join(folder, 'prometheus.yaml'),
    stringify({
      global: { scrape_interval: interval, scrape_timeout: '4s', evaluation_interval: interval },
      rule_files: [rulesFile],
      scrape_configs: jobs.map((job) => ({
        job_name: job,
        // An invariant's own label names the same service.
        honor_labels: true,
        file_sd_configs: [{ files: [targetsFile(job)] }],
      })),
    }),
  );
}

const targetsFile = (job: Target['job']): string => `targets-${job}.json`;

export function writeTargets({ folder }: Pick<PrometheusOptions, 'folder'>, targets: readonly Target[]): void {
  for (const job of jobs) {
    const groups = targets
      .filter((target) => target.job === job)
      .map(({ service, port }) => ({ targets: [`127.0.0.1:${port}`], labels: { service } }));
    const file = join(folder, targetsFile(job));
    writeFileSync(`${file}.partial`, JSON.stringify(groups));
    renameSync(`${file}.partial`, file);
  }
}

export const prometheusProcess = ({ folder, port }: PrometheusOptions, command: string): ProcessSpec => ({
  name: 'prometheus',
  command,
  args: [
    `--config.file=${join(folder, 'prometheus.yaml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    ...['--storage.tsdb.retention.time=15d', '--storage.tsdb.retention.size=1GB'],
    `--web.listen-address=127.0.0.1:${port}`,
    ...['--log.format=json', '--log.level=warn'],
  ],
  folder,
  ready: () => responds(`http://127.0.0.1:${port}/-/ready`),
  readyTimeoutMs: 60_000,
  orphanSignal: 'TERM',
  stopTimeoutMs: 10_000,
});

export async function responds(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}
