/** Counts events that a consumer handled for the first time, and how long after their emission their handling began. */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import { meter } from '@mambogo/metrics/meter.ts';

/** @param began milliseconds since 1970 */
export function countHandled(topic: string, events: readonly Pick<Envelope, 'time'>[], began: number): void {
  meter.count('mambogo_inbox_events_total', { topic, outcome: 'handled' }, events.length);
  for (const { time } of events)
    meter.observe('mambogo_inbox_delay_seconds', { topic }, Math.max(0, began - Date.parse(time)) / 1_000);
}
