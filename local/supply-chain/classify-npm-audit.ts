/** Interprets the output of `npm audit --json`: no response from the registry is not a clean result. Pure. */
import { z } from 'zod';

export interface AuditResult {
  readonly result: 'clean' | 'vulnerable' | 'unknown';
  readonly message: string;
}

const Report = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const Failure = z.object({ message: z.string() });

export function classifyNpmAudit(printed: string): AuditResult {
  const parsed = attempt(printed);
  const report = Report.safeParse(parsed);
  if (!report.success) {
    const failure = Failure.safeParse(parsed);
    const why = failure.success ? failure.data.message : printed.trim().slice(0, 200) || 'no answer';
    return { result: 'unknown', message: `the registry returned no vulnerability data: ${why}` };
  }
  const found = Object.entries(report.data.vulnerabilities);
  if (found.length === 0) return { result: 'clean', message: 'none known' };
  const list = found.map(([name, { severity, range }]) => `${name} ${range} (${severity})`);
  return { result: 'vulnerable', message: list.join('\n  ') };
}

function attempt(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
