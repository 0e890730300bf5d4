/**
 * The current span (W3C trace context, https://www.w3.org/TR/trace-context/) in AsyncLocalStorage. Every request and event has
 * a trace id for logs and problems. Spans are recorded once `recordSpansWith` was given a recorder (export-spans.ts), and only
 * in sampled traces: those that an edge sampled (`startTrace`). All other spans continue the decision of their parent, or, without
 * one, are only ids.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the id of this span. */
  readonly spanId: string;
  /** The header to send with calls, which makes their spans children of this one. */
  readonly traceparent: string;
  /** Whether this span is recorded. */
  readonly recorded: boolean;
}

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
/** Names and values by OpenTelemetry's semantic conventions; no personal data. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  /** Default: internal. */
  readonly kind?: SpanKind;
  /** The parent's traceparent; default: the current span. null: there is none. */
  readonly parent?: string | null;
  /** The traceparents of related spans of other traces. */
  readonly links?: readonly string[];
  readonly attributes?: SpanAttributes;
  /** Milliseconds since the epoch; default: now. */
  readonly startTime?: number;
}

export interface SpanEnd {
  /** A name that was not known at the start. */
  readonly name?: string;
  readonly attributes?: SpanAttributes;
  /** The span failed. */
  readonly error?: unknown;
}

export interface Span {
  readonly trace: Trace;
  end(result?: SpanEnd): void;
}

/** `parent` is a valid traceparent, or undefined for the root of a trace. `decides`: whether it is sampled, whatever its parent is. */
export type StartRecordedSpan = (
  name: string,
  options: SpanOptions & { readonly parent?: string; readonly decides?: boolean },
) => Span;

const storage = new AsyncLocalStorage<Trace>();
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
let startRecorded: StartRecordedSpan | undefined;

/** For the whole process; undefined stops recording. */
export function recordSpansWith(start: StartRecordedSpan | undefined): void {
  startRecorded = start;
}

export const currentTrace = (): Trace | undefined => storage.getStore();
export const withTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

export interface ParsedTraceparent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: string;
}

/** undefined: missing or invalid; all zeros mean none. */
export function parseTraceparent(traceparent: string | null | undefined): ParsedTraceparent | undefined {
  const [, traceId, spanId, flags] = (traceparent && pattern.exec(traceparent)) || [];
  return traceId && spanId && flags ? { traceId, spanId, flags } : undefined;
}

const isSampled = (flags: string): boolean => (Number.parseInt(flags, 16) & 1) === 1;

/**
 * Starts the first span of a trace at an edge of the shop, which decides whether the trace is sampled. The id of a client's own
 * trace is kept, its decision is not.
 */
export function startTrace(name: string, options: SpanOptions = {}): Span {
  const parent = parseTraceparent(options.parent);
  if (!startRecorded) return unrecordedSpan(parent && { ...parent, flags: '00' });
  return startRecorded(name, { ...options, parent: parent && (options.parent ?? undefined), decides: true });
}

export function startSpan(name: string, options: SpanOptions = {}): Span {
  const traceparent = options.parent === undefined ? currentTrace()?.traceparent : options.parent;
  const parent = parseTraceparent(traceparent);
  if (!startRecorded || !parent || !isSampled(parent.flags)) return unrecordedSpan(parent);
  return startRecorded(name, { ...options, parent: traceparent ?? undefined });
}

/** Runs `work` in a new span, which ends with it; what it throws is recorded as the span's error. */
export function inSpan<T>(name: string, options: SpanOptions, work: () => T): T {
  const span = startSpan(name, options);
  if (!span.trace.recorded) return withTrace(span.trace, work);
  try {
    const result = withTrace(span.trace, work);
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    result.then(
      () => span.end(),
      (error: unknown) => span.end({ error }),
    );
    return result;
  } catch (error) {
    span.end({ error });
    throw error;
  }
}

/** Runs `work` within a span that another process has started, without one of its own. */
export function continueTrace<T>(traceparent: string | undefined, work: () => T): T {
  const parent = parseTraceparent(traceparent);
  if (!parent || traceparent === undefined) return withTrace(unrecordedSpan(undefined).trace, work);
  const recorded = startRecorded !== undefined && isSampled(parent.flags);
  return withTrace({ traceId: parent.traceId, spanId: parent.spanId, traceparent, recorded }, work);
}

/** Whether this process records spans at all: what only prepares them is skipped otherwise. */
export const isRecording = (): boolean => startRecorded !== undefined;

/** Whether a span with this parent would be recorded. */
export function isRecorded(traceparent: string | undefined): boolean {
  const parent = startRecorded && parseTraceparent(traceparent);
  return parent !== undefined && isSampled(parent.flags);
}

function unrecordedSpan(parent: ParsedTraceparent | undefined): Span {
  const traceId = parent?.traceId ?? randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const trace = { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${parent?.flags ?? '00'}`, recorded: false };
  return { trace, end: () => undefined };
}
