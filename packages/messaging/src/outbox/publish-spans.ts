/**
 * Spans of a bulk publish. Each event's span is in the trace of what emitted it, and lasts from then until the broker has it: the
 * time in the outbox. The publish itself is one span, in the trace of the first event, linked to those of all others.
 */
import type { BulkEntry } from '@mambogo/dapr/sidecar.ts';
import { isRecorded, isRecording, type Span, startSpan } from '@mambogo/service/telemetry/trace.ts';
import { z } from 'zod';

const Traced = z.object({ type: z.string(), time: z.string(), traceparent: z.string() });

export interface PublishSpans {
  /** @param failed ids of the entries that were not published */
  end(failed: ReadonlySet<string>): void;
}

export function startPublishSpans(entries: readonly BulkEntry[]): PublishSpans {
  if (!isRecording()) return { end: () => undefined };
  const traced = entries.flatMap(({ entryId, event }) => {
    const { data } = Traced.safeParse(event);
    return data && isRecorded(data.traceparent) ? [{ entryId, ...data }] : [];
  });
  const [first, ...others] = traced;
  if (!first) return { end: () => undefined };
  const startEventSpan = ({ type, time, traceparent }: (typeof traced)[number], batch?: Span) =>
    startSpan(`publish ${type}`, {
      kind: 'producer',
      parent: traceparent,
      startTime: Date.parse(time),
      links: batch ? [batch.trace.traceparent] : [],
      attributes: { 'messaging.operation.type': 'send' },
    });
  const firstSpan = startEventSpan(first);
  const batch = startSpan('publish batch', {
    kind: 'client',
    parent: firstSpan.trace.traceparent,
    links: others.map(({ traceparent }) => traceparent),
    attributes: { 'messaging.batch.message_count': entries.length },
  });
  const spans = [
    { entryId: first.entryId, span: firstSpan },
    ...others.map((event) => ({ entryId: event.entryId, span: startEventSpan(event, batch) })),
  ];
  return {
    end(failed) {
      batch.end();
      for (const { entryId, span } of spans)
        span.end(failed.has(entryId) ? { error: new Error('not published') } : undefined);
    },
  };
}
