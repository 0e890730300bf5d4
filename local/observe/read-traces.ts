/** Zipkin's API (https://zipkin.io/zipkin-api/), and what a complete trace is: one root, no missing parent, no unexplained time. */
import { z } from 'zod';

const Span = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  /** Zipkin keeps names in lower case. */
  name: z.string().default(''),
  kind: z.enum(['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER']).optional(),
  /** Microseconds since the epoch. */
  timestamp: z.number(),
  /** Microseconds. */
  duration: z.number().default(0),
  localEndpoint: z.object({ serviceName: z.string().default('') }).default({ serviceName: '' }),
});
export type Span = z.output<typeof Span>;

/** The spans of a trace, as far as Zipkin has them; none if it does not know the trace. */
export async function readTrace(zipkin: string, traceId: string): Promise<Span[]> {
  const response = await fetch(`${zipkin}/api/v2/trace/${traceId}`, { signal: AbortSignal.timeout(10_000) });
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`Zipkin: ${response.status} ${await response.text()}`);
  return z.array(Span).parse(await response.json());
}

const beginOf = (spans: readonly Span[]): number => Math.min(...spans.map(({ timestamp }) => timestamp));
const endOf = ({ timestamp, duration }: Span): number => timestamp + duration;

/** `service: name` of each span. */
export const labelOf = ({ localEndpoint, name }: Span): string => `${localEndpoint.serviceName}: ${name}`;

export const rootsOf = (spans: readonly Span[]): Span[] => spans.filter(({ parentId }) => parentId === undefined);

/** Spans whose parent is not in the trace. */
export function orphansOf(spans: readonly Span[]): Span[] {
  const ids = new Set(spans.map(({ id }) => id));
  return spans.filter(({ parentId }) => parentId !== undefined && !ids.has(parentId));
}

/** Share of the time from the first span's begin to `last`'s end in which at least one span was open; 0 to 1. */
export function explainedShare(spans: readonly Span[], last: Span): number {
  const [begin, end] = [beginOf(spans), endOf(last)];
  let [explained, until] = [0, begin];
  for (const span of spans.toSorted((a, b) => a.timestamp - b.timestamp)) {
    const [from, to] = [Math.max(span.timestamp, until), Math.min(endOf(span), end)];
    if (to <= from) continue;
    explained += to - from;
    until = to;
  }
  return end === begin ? 1 : explained / (end - begin);
}
