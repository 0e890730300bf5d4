/** What `npm audit --json` printed means: silence of the registry is no good news. Pure. */
import { z } from 'zod';

export interface Verdict {
  readonly result: 'clean' | 'vulnerable' | 'unknown';
  readonly said: string;
}

const Report = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const Failure = z.object({ message: z.string() });

export function judgeNpmAudit(printed: string): Verdict {
  const parsed = attempt(printed);
  const report = Report.safeParse(parsed);
  if (!report.success) {
    const failure = Failure.safeParse(parsed);
    const why = failure.success ? failure.data.message : printed.trim().slice(0, 200) || 'no answer';
    return { result: 'unknown', said: `the registry told nothing of vulnerabilities: ${why}` };
  }
  const found = Object.entries(report.data.vulnerabilities);
  if (found.length === 0) return { result: 'clean', said: 'none known' };
  const list = found.map(([name, { severity, range }]) => `${name} ${range} (${severity})`);
  return { result: 'vulnerable', said: list.join('\n  ') };
}

function attempt(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
