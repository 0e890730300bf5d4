/** docs/reference/metrics.md: every metric of services, gateway and operator, from the table they are made from. */
import type { MetricDefinition } from '@mambogo/metrics/metric-definition.ts';

export function metricsReference(metrics: Readonly<Record<string, MetricDefinition>>): string {
  const rows = Object.entries(metrics).map(
    ([name, { type, unit, labels, help, from }]) =>
      `| \`${name}\` | ${type} | ${unit} | ${labelsCell(labels)} | ${cell(help)} | ${cell(from)} |`,
  );
  return `# Metrics

Generated from \`packages/metrics\` by \`npm run generate\`. Each process exposes its own on \`GET /metrics\` of its admin port, in Prometheus' text format; what to do with
them is in [observability](../observability.md). Values of labels come from fixed lists. A gauge that several instances of a service read from their
store has the same value on all of them: take its maximum, not its sum.

| metric | type | unit | labels | meaning | from |
|---|---|---|---|---|---|
${rows.join('\n')}

Sidecars expose Dapr's own metrics (\`dapr_*\`).
`;
}

const labelsCell = (labels: MetricDefinition['labels']): string =>
  Object.entries(labels)
    .map(([label, values]) => `\`${label}\`: ${cell(values)}`)
    .join('<br>');
const cell = (text: string): string => text.replaceAll('|', '\\|');
