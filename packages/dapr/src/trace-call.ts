/** Tracing of calls, passed in by the service: this package knows no tracer. */

/** Runs `call` in a client span of the current trace, with the headers that continue it. */
export type TraceCall = <T>(
  name: string,
  attributes: Readonly<Record<string, string>>,
  call: (headers: { readonly traceparent?: string }) => Promise<T>,
) => Promise<T>;

export const untraced: TraceCall = (_name, _attributes, call) => call({});
