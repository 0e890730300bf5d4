/** The W3C trace context (https://www.w3.org/TR/trace-context/) of the current request, in AsyncLocalStorage. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the id of this span. */
  readonly spanId: string;
  /** The header to send with calls, which makes their spans children of this one. */
  readonly traceparent: string;
}

const storage = new AsyncLocalStorage<Trace>();
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

export const currentTrace = (): Trace | undefined => storage.getStore();
export const withTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

/** Starts a span: a child of `traceparent` if that is valid, otherwise the root of a new trace. All zeros mean none. */
export function startTrace(traceparent?: string): Trace {
  const parent = traceparent ? pattern.exec(traceparent) : null;
  const traceId = parent?.[1] ?? randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${parent?.[2] ?? '01'}` };
}
