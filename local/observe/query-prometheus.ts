/** Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), as far as tests and benches need it. */
import { z } from 'zod';

const Answer = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** @throws Error with Prometheus' message if the expression is wrong */
export async function queryPrometheus(url: string, expr: string): Promise<Sample[]> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`, {
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${expr}: ${await response.text()}`);
  const { data } = Answer.parse(await response.json());
  return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

/** Names of the alerts that fire. */
export const firingAlerts = async (url: string): Promise<Set<string>> =>
  new Set((await queryPrometheus(url, 'ALERTS{alertstate="firing"}')).flatMap(({ labels }) => labels.alertname ?? []));
