/**
 * Exports spans to a collector, by OTLP over HTTP or in Zipkin's format. OpenTelemetry's SDK is loaded only when an endpoint is
 * set: it takes memory that a laptop does not need to spend. The queue is bounded, and so is what waits for the collector's answer:
 * while it is away or frozen, spans are dropped and counted, and nothing waits.
 */
import { hostname } from 'node:os';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { z } from 'zod';
import { limitExports } from './limit-exports.ts';
import type { Logger } from './logger.ts';
import { recordSpansWith } from './trace.ts';

/** Settings of every service. */
export const traceSettings = {
  /**
   * URL of the collector that spans are sent to, such as http://127.0.0.1:9411/api/v2/spans or http://collector:4318/v1/traces;
   * default: none are recorded.
   */
  TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  TRACES_FORMAT: z.enum(['otlp', 'zipkin']).default('otlp'),
  /** Share of the traces that are recorded, decided where a trace begins. */
  TRACES_SAMPLE_RATIO: z.coerce.number().min(0).max(1).default(0.05),
};
export type TraceSettings = z.output<z.ZodObject<typeof traceSettings>>;

export interface SpanExport {
  start(): Promise<void>;
  /** Sends what is queued. */
  stop(): Promise<void>;
}

/** Milliseconds, and spans. */
const queue = { exportEvery: 1_000, exportTimeout: 5_000, maxSpans: 1_024, maxBatch: 512 };
/** At the end, all that is queued is sent at the same time. */
const exportLimits = { timeoutMs: queue.exportTimeout, maxUnanswered: queue.maxSpans / queue.maxBatch };
const logEveryMs = 60_000;

export function createSpanExport(service: string, settings: TraceSettings, logger: Logger): SpanExport {
  const { TRACES_ENDPOINT: url } = settings;
  let shutdown: () => Promise<void> = async () => undefined;
  return {
    async start() {
      if (url === undefined) return;
      const [sdk, { resourceFromAttributes }, { createSpanStarter }, exporter] = await Promise.all([
        import('@opentelemetry/sdk-trace'),
        import('@opentelemetry/resources'),
        import('./otel-spans.ts'),
        createExporter(url, settings.TRACES_FORMAT),
      ]);
      const provider = new sdk.TracerProvider({
        resource: resourceFromAttributes({
          'service.name': service,
          'service.instance.id': `${hostname()}:${process.pid}`,
        }),
        sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(settings.TRACES_SAMPLE_RATIO) }),
        spanProcessors: [
          new sdk.BatchSpanProcessor({
            exporter: loggingFailures(limitExports(exporter, exportLimits), logger, url),
            scheduledDelayMillis: queue.exportEvery,
            exportTimeoutMillis: queue.exportTimeout,
            maxQueueSize: queue.maxSpans,
            maxExportBatchSize: queue.maxBatch,
          }),
        ],
      });
      recordSpansWith(createSpanStarter(provider.getTracer('mambogo'), settings.TRACES_SAMPLE_RATIO));
      shutdown = () => provider.shutdown();
    },
    async stop() {
      recordSpansWith(undefined);
      await shutdown().catch(() => undefined);
    },
  };
}

async function createExporter(url: string, format: TraceSettings['TRACES_FORMAT']): Promise<SpanExporter> {
  if (format === 'zipkin') {
    const { ZipkinExporter } = await import('@opentelemetry/exporter-zipkin');
    return new ZipkinExporter({ url });
  }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new OTLPTraceExporter({ url, timeoutMillis: queue.exportTimeout });
}

/** Logs lost spans at most once a minute. */
function loggingFailures(exporter: SpanExporter, logger: Logger, collector: string): SpanExporter {
  let lost = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  return {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, (result) => {
        done(result);
        if (result.code === 0) return;
        lost += spans.length;
        if (performance.now() - loggedAt < logEveryMs) return;
        loggedAt = performance.now();
        logger.warn(
          { event: 'traces.export_failed', collector, spans: lost, reason: result.error?.message },
          'spans could not be sent to the collector and are dropped',
        );
        lost = 0;
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
