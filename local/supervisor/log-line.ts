/** Formats a process's log line for people, whatever its log format. Pure. */

export const levels = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

export interface LogLine {
  readonly level: Level;
  /** Without the process's name and line end. */
  readonly text: string;
}

export const atLeast = (level: Level, least: Level): boolean => levels.indexOf(level) >= levels.indexOf(least);

export function readLogLine(raw: string): LogLine {
  const json = raw.startsWith('{') ? parseObject(raw) : undefined;
  return json ? fromJson(json) : { level: detectLevel(raw), text: raw };
}

/** pino's and Dapr's JSON: time, level and message first, then the other fields. */
function fromJson({ time, level, msg, err, ...rest }: Record<string, unknown>): LogLine {
  const known = toLevel(level);
  const fields = Object.entries(rest)
    .filter(([name]) => !hiddenFields.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [clock(time), known.toUpperCase().padEnd(5), String(msg ?? ''), ...fields, ...describeError(err)];
  return { level: known, text: text.filter((part) => part !== '').join(' ') };
}

const hiddenFields = new Set(['pid', 'hostname', 'service', 'instance', 'type', 'ver', 'app_id']);

function describeError(err: unknown): string[] {
  if (err === null || typeof err !== 'object') return err === undefined ? [] : [`err=${String(err)}`];
  const { message, stack, type } = err as { message?: unknown; stack?: unknown; type?: unknown };
  const frame = typeof stack === 'string' ? stack.split('\n').find((line) => line.includes('    at ')) : undefined;
  return [`${String(type ?? 'Error')}: ${String(message ?? '')}`, ...(frame ? [frame.trim()] : [])];
}

function toLevel(level: unknown): Level {
  if (level === 'fatal' || level === 'panic' || level === 'error') return 'error';
  if (level === 'warn' || level === 'warning') return 'warn';
  return level === 'debug' || level === 'trace' ? 'debug' : 'info';
}

/** Kafka, PostgreSQL, MariaDB and Redis write their level somewhere in plain text. */
function detectLevel(line: string): Level {
  if (/\b(ERROR|FATAL|PANIC)\b|\[ERROR\]|^Error\b/.test(line)) return 'error';
  if (/\bWARN(ING)?\b|\[Warning\]/.test(line)) return 'warn';
  return 'info';
}

const clock = (time: unknown): string => (typeof time === 'string' ? time.slice(11, 23) : '');

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
