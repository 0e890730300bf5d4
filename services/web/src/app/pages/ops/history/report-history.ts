/**
 * What this tab has seen since it opened the operations page: the last quarter of an hour, for the charts. The services keep no
 * history (docs/decisions/0069).
 */
import type { OperationsReport } from '@mambogo/contracts/api/operations.ts';
import { type Sample, sampleOf } from './rates.ts';

/** A report every 5 s. */
const maxSamples = 180;

let samples: readonly Sample[] = [];
let latest: OperationsReport | undefined;

/** Milliseconds that count as the last minutes. */
const recentMs = 300_000;
let recent: readonly OperationsReport[] = [];

/** @returns the report */
export function recordReport(report: OperationsReport): OperationsReport {
  // Reports are shared for two seconds: the same one is one sample.
  if (report.at !== latest?.at) samples = [...samples, sampleOf(report, latest)].slice(-maxSamples);
  latest = report;
  const since = Date.parse(report.at) - recentMs;
  recent = [...recent.filter(({ at }) => Date.parse(at) >= since && at !== report.at), report];
  return report;
}

/** The reports of the last minutes, oldest first. */
export const recentReports = (): readonly OperationsReport[] => recent;

/** Oldest first. */
export const reportHistory = (): readonly Sample[] => samples;
