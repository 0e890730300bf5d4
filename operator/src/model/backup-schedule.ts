/** When backups are due, by a cron expression in UTC. Pure. */
import { Cron } from 'croner';

const parse = (schedule: string): Cron => new Cron(schedule, { timezone: 'UTC', mode: '5-part', paused: true });

export function isSchedule(schedule: string): boolean {
  try {
    return parse(schedule).nextRun() !== null;
  } catch {
    return false;
  }
}

/** The first time after `after`; undefined: never again. */
export const nextTime = (schedule: string, after: Date): Date | undefined =>
  parse(schedule).nextRun(after) ?? undefined;

/** The `number`th time after `after`. */
export const laterTime = (schedule: string, after: Date, number: number): Date | undefined =>
  parse(schedule)
    .nextRuns(number, after)
    .at(number - 1);

/** The time that is due now: the last of those that have passed since `last`, however many were missed. */
export function dueTime(schedule: string, last: Date, now: Date): Date | undefined {
  const next = nextTime(schedule, last);
  if (!next || next > now) return undefined;
  const [latest = next] = parse(schedule).previousRuns(1, new Date(now.getTime() + 1_000));
  return latest <= now && latest > next ? latest : next;
}
