/** The tracing part of a sidecar's Configuration. */

export interface TraceCollector {
  /** The same URL as the services' setting TRACES_ENDPOINT. */
  readonly endpoint: string;
  readonly format: 'otlp' | 'zipkin';
}

/**
 * A sidecar follows the decision of a sampled trace, and samples others by its own rate. Traces begin at the gateway, so that rate
 * is the lowest: 0 would turn tracing off altogether.
 */
const ownSamplingRate = '0.0000001';

export function sidecarTracing(collector: TraceCollector | undefined) {
  if (!collector) return { samplingRate: '0' };
  const { endpoint, format } = collector;
  if (format === 'zipkin') return { samplingRate: ownSamplingRate, zipkin: { endpointAddress: endpoint } };
  // The sidecar takes an address, and adds /v1/traces itself.
  const { protocol, host } = new URL(endpoint);
  return {
    samplingRate: ownSamplingRate,
    otel: { endpointAddress: host, isSecure: protocol === 'https:', protocol: 'http' },
  };
}
