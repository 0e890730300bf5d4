/** Client spans of calls to sidecar, stores and providers. Work that belongs to no trace (polls, probes) makes no spans. */
import type { TraceCall } from '@mambogo/dapr/trace-call.ts';
import { currentTrace, inSpan, type SpanAttributes } from './trace.ts';

/** Calls with the headers that continue the current trace. */
export const traceCall: TraceCall = (name, attributes, call) => {
  const current = currentTrace();
  if (!current) return call({});
  if (!current.recorded) return call({ traceparent: current.traceparent });
  return inSpan(name, { kind: 'client', attributes }, () => call({ traceparent: currentTrace()?.traceparent }));
};

/** A call whose headers can't carry the trace, such as a statement. */
export const traceClient = <T>(name: string, attributes: SpanAttributes, call: () => Promise<T>): Promise<T> =>
  currentTrace()?.recorded ? inSpan(name, { kind: 'client', attributes }, call) : call();

const summary = /^\s*(?:\/\*.*?\*\/\s*)?(\w+)(?:\s+(?:into|from|transaction)\s+["`]?(\w+))?/i;

/** The statement's first word, with the table where it follows at once: names must be few, and hold no values. */
export function statementName(sql: string): string {
  const [, operation = 'SQL', table] = summary.exec(sql) ?? [];
  return [operation.toUpperCase(), table].filter(Boolean).join(' ');
}
