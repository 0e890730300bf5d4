/** Log lines about one order (or one trace): those that contain an id, in the order of time, as a person reads them. Pure. */
import { dim } from '@mambogo/terminal/print.ts';
import { z } from 'zod';

/** What services log: JSON with at least a time and a sentence. */
const Line = z.looseObject({
  time: z.union([z.string(), z.number()]),
  msg: z.string().default(''),
  event: z.string().optional(),
  level: z.union([z.string(), z.number()]).optional(),
});

export interface OrderLine {
  readonly component: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly line: string;
  readonly level?: string | number;
  readonly event?: string;
  readonly message: string;
}

/** undefined: the line is about something else, or no JSON (a sidecar's own text). */
export function findLine(component: string, line: string, ids: readonly string[]): OrderLine | undefined {
  if (!ids.some((id) => line.includes(id))) return undefined;
  const parsed = Line.safeParse(parse(line)).data;
  if (!parsed) return undefined;
  const { time, msg, event, level } = parsed;
  const at = new Date(time).getTime();
  return Number.isNaN(at) ? undefined : { component, at, line, level, event, message: msg };
}

export const formatLine = ({ component, at, event, level, message }: OrderLine): string =>
  `${dim(new Date(at).toISOString())}  ${component.padEnd(10)} ${String(level ?? '').padEnd(5)} ${event ? `${event}: ` : ''}${message}`;

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
