/** The OpenTelemetry Collector, with the parts that the journey in a cluster needs: shops send OTLP there, and Zipkin takes its own format. */
import type { GoTool } from './build-go.ts';

export const otelCollector = {
  name: 'otel-collector',
  module: 'go.opentelemetry.io/collector/otelcol',
  programs: { 'otel-collector': '.' },
  stamps: (version) => ({ 'main.version': version }),
  seconds: 240,
} satisfies GoTool;
