/** Spans as OpenTelemetry's SDK records them. Imported only when spans are exported. */
import {
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { parseTraceparent, type SpanEnd, type StartRecordedSpan } from './trace.ts';

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** @param sampleRatio share of the traces that are sampled, where that is decided for a trace with a parent */
export const createSpanStarter =
  (tracer: Tracer, sampleRatio: number): StartRecordedSpan =>
  (name, { kind = 'internal', parent, decides, links = [], attributes, startTime }) => {
    const given = contextOf(parent);
    const parentContext =
      given && decides
        ? { ...given, traceFlags: Math.random() < sampleRatio ? TraceFlags.SAMPLED : TraceFlags.NONE }
        : given;
    const span = tracer.startSpan(
      name,
      { kind: kinds[kind], attributes, startTime, links: links.flatMap(toLink) },
      parentContext ? trace.setSpanContext(ROOT_CONTEXT, parentContext) : ROOT_CONTEXT,
    );
    const { traceId, spanId, traceFlags } = span.spanContext();
    const flags = traceFlags.toString(16).padStart(2, '0');
    return {
      trace: { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}`, recorded: span.isRecording() },
      end({ name: laterName, attributes: more, error }: SpanEnd = {}) {
        if (laterName !== undefined) span.updateName(laterName);
        if (more) span.setAttributes(more);
        if (error !== undefined) {
          const type = error instanceof Error ? error.name : 'Error';
          span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message: type });
        }
        span.end();
      },
    };
  };

/** Messages of errors are left out: they may hold what a client sent. */
function contextOf(traceparent: string | undefined): SpanContext | undefined {
  const parsed = parseTraceparent(traceparent);
  if (!parsed) return undefined;
  const { traceId, spanId, flags } = parsed;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

const toLink = (traceparent: string): Link[] => {
  const context = contextOf(traceparent);
  return context ? [{ context }] : [];
};
