/** docs/reference/log-events.md: every event code that services, packages and the operator log, from the sources themselves. */
import { findLogCalls, type LogCall } from '@mambogo/local/check/log-calls.ts';

export interface LogSource {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

interface Row extends LogCall {
  readonly event: string;
  readonly part: string;
}

export function logEvents(sources: readonly LogSource[]): string {
  const rows = sources
    .flatMap(({ path, text }) => findLogCalls(text).map((found) => ({ ...found, part: partOf(path) })))
    .filter((found): found is Row => found.event !== undefined)
    .sort((a, b) => (a.event === b.event ? compare(a.part, b.part) : compare(a.event, b.event)));
  const lines = rows.map(
    ({ event, level, part, message }) => `| \`${event}\` | ${level} | ${part} | ${cell(message)} |`,
  );
  return `# Log events

Generated from the sources by \`npm run generate\`. Log lines are JSON, one a line: \`event\` is what to search for and to alert on; it stays the same
when the sentence changes. \`warn\`: it is retried or degraded, look at it when it does not stop. \`error\`: something was not done. \`fatal\`: the process ends.

| event | level | logged by | sentence |
|---|---|---|---|
${[...new Set(lines)].join('\n')}
`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const partOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('operator/') ? 1 : 2)
    .join('/');
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
