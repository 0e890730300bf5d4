/**
 * Prometheus and Zipkin beside a shop. The shop never depends on them: services count metrics whether or not they are scraped, and
 * drop spans that nobody takes. Both are started before the shop and stopped after it, and restarted when they exit.
 */
import { alertRules } from '@mambogo/metrics/alerts/alert-rules.ts';
import { adminOptions } from '@mambogo/operator/jobs/create-topics.ts';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import type { TopicsInput } from '@mambogo/operator/resources/setup-job-input.ts';
import { authorityExpiry } from '../dapr/sentry.ts';
import type { ObservedSidecars } from '../dapr/write-resources.ts';
import type { ShopDirs } from '../shop/shop-dirs.ts';
import { freePort } from '../supervisor/ports.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { ObserverPrograms } from '../toolchain/observer-programs.ts';
import { adminPort, observerPorts } from './observer-ports.ts';
import { preparePrometheus, prometheusProcess, type Target, writeTargets } from './prometheus.ts';
import { readConsumerLag } from './read-consumer-lag.ts';
import { serveRunnerMetrics } from './runner-metrics.ts';
import { zipkinCollector, zipkinPage, zipkinProcess } from './zipkin.ts';

export interface ObserverPages {
  readonly prometheus: string;
  readonly zipkin: string;
}

export interface Observers {
  readonly pages: ObserverPages;
  readonly sidecars: ObservedSidecars;
  /** Resolves when both are ready. */
  start(): Promise<void>;
  /** Settings of an instance of a service, whose port becomes a target. */
  observe(service: ServiceModel, named: string): Promise<Readonly<Record<string, string>>>;
  stop(): void;
}

export interface ObserversOptions {
  /** How to reach the broker. */
  readonly topics: TopicsInput;
  readonly dirs: Pick<ShopDirs, 'prometheus' | 'sentry'>;
  readonly portOffset: number;
  readonly programs: ObserverPrograms;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

const prometheusPage = (port: number): string => `http://127.0.0.1:${port}`;

/** On one machine every trace is recorded, unless the environment of `npm start` says otherwise. */
const sampleRatio = process.env.TRACES_SAMPLE_RATIO ?? '1';
/** Of Prometheus. A scrape costs a service 3 to 4 CPU-ms. */
const scrapeSeconds = Number(process.env.SCRAPE_SECONDS ?? 15);

export function createObservers(options: ObserversOptions): Observers {
  const { topics, dirs, portOffset, programs, supervisor, progress } = options;
  const ports = observerPorts(portOffset);
  const prometheus = { folder: dirs.prometheus, port: ports.prometheus, scrapeSeconds };
  const targets = new Map<string, readonly Target[]>([
    ['runner', [{ job: 'runner', service: 'runner', port: ports.runnerMetrics }]],
  ]);
  let stopRunnerMetrics: (() => void) | undefined;

  const portOf = async ({ name, blueprint }: ServiceModel, named: string): Promise<number | undefined> => {
    const own = adminPort(blueprint, portOffset);
    return named === name || own === undefined ? own : freePort();
  };

  return {
    pages: { prometheus: prometheusPage(ports.prometheus), zipkin: zipkinPage(ports.zipkin) },
    sidecars: { traces: { endpoint: zipkinCollector(ports.zipkin), format: 'zipkin' } },

    async start() {
      preparePrometheus(prometheus, alertRules());
      writeTargets(prometheus, [...targets.values()].flat());
      stopRunnerMetrics = await serveRunnerMetrics({
        port: ports.runnerMetrics,
        supervisor,
        readLag: () => readConsumerLag(adminOptions(topics)),
        authorityExpiry: () => authorityExpiry(dirs.sentry),
      });
      await Promise.all([
        progress.step('Prometheus', () =>
          supervisor.start('observers', prometheusProcess(prometheus, programs.prometheus)),
        ),
        progress.step('Zipkin', () => supervisor.start('observers', zipkinProcess(ports.zipkin, programs))),
      ]);
    },

    async observe(service, named) {
      const port = await portOf(service, named);
      if (port === undefined) return {};
      const { name } = service;
      targets.set(named, [{ job: 'services', service: name, port }]);
      writeTargets(prometheus, [...targets.values()].flat());
      return {
        HEALTH_PORT: String(port),
        HEALTH_HOST: '127.0.0.1',
        TRACES_ENDPOINT: zipkinCollector(ports.zipkin),
        TRACES_FORMAT: 'zipkin',
        TRACES_SAMPLE_RATIO: sampleRatio,
        TRACE_PAGE: `${zipkinPage(ports.zipkin)}traces/{traceId}`,
        ...(name === 'gateway' ? { DASHBOARDS_PAGE: prometheusPage(ports.prometheus) } : {}),
      };
    },

    stop() {
      stopRunnerMetrics?.();
    },
  };
}
