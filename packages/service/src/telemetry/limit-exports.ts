/**
 * Bounds what an exporter holds while its collector accepts connections and does not answer: an export that takes too long has
 * failed, and while as many as allowed are unanswered, further ones fail at once. The exporter for Zipkin has no time-out of its
 * own, so each of its requests would wait, with its spans, for as long as the collector is frozen.
 */
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** ExportResultCode.FAILED of @opentelemetry/core. */
const failed = 1;

export interface ExportLimits {
  readonly timeoutMs: number;
  /** Unanswered exports at the same time. */
  readonly maxUnanswered: number;
}

export function limitExports(exporter: SpanExporter, { timeoutMs, maxUnanswered }: ExportLimits): SpanExporter {
  let unanswered = 0;
  return {
    export(spans, done) {
      const fail = (reason: string) => done({ code: failed, error: new Error(reason) });
      if (unanswered >= maxUnanswered) return fail(`${unanswered} requests are unanswered`);
      unanswered += 1;
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        fail(`no answer within ${timeoutMs} ms`);
      }, timeoutMs).unref();
      exporter.export(spans, (result) => {
        unanswered -= 1;
        clearTimeout(timer);
        if (!isOver) done(result);
      });
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    /** Does not wait for what is unanswered, which may be for ever: every export has had its time before. */
    async shutdown() {
      void exporter.shutdown().catch(() => undefined);
    },
  };
}
