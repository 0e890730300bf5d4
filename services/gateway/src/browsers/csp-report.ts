/**
 * POST /csp-report: violations of a page's Content Security Policy as reported by browsers, in the old format
 * (application/csp-report) or that of the Reporting API (https://www.w3.org/TR/CSP3/#reporting). Anyone can send a report, so
 * only its kind is logged: no page address, which may name an order, and only the origin of the blocked resource.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { scanJson } from '@mambogo/threats/decoding/scan-json.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { contentType } from '../normalize/check-content-type.ts';
import { requestContextOf } from '../pipeline/request-context.ts';

export interface CspViolation {
  /** The violated directive; one of CSP's, or `other`. */
  readonly directive: string;
  /** Origin of the blocked resource, or a keyword such as `inline`. */
  readonly blocked: string;
  readonly reportOnly: boolean;
}

const text = z.string().max(20_000).catch('');
const OldReport = z.object({
  'csp-report': z.object({
    'effective-directive': text,
    'violated-directive': text,
    'blocked-uri': text,
    disposition: text,
  }),
});
const Report = z.object({
  type: z.string(),
  body: z.object({ effectiveDirective: text, blockedURL: text, disposition: text }),
});
/** Browsers queue reports and send them in batches. */
const Reports = z.array(z.unknown()).max(100);

/** Returns the violations in a body, or undefined if it is not a report. Reports of other types are ignored. */
export function readViolations(type: string, json: unknown): CspViolation[] | undefined {
  if (type === 'application/csp-report') {
    const report = OldReport.safeParse(json).data?.['csp-report'];
    if (!report) return undefined;
    const directive = report['effective-directive'] || (report['violated-directive'].split(' ', 1)[0] ?? '');
    return [violation(directive, report['blocked-uri'], report.disposition)];
  }
  const reports = Reports.safeParse(json).data;
  return reports?.flatMap((item) => {
    const report = Report.safeParse(item).data;
    if (report?.type !== 'csp-violation') return [];
    const { effectiveDirective, blockedURL, disposition } = report.body;
    return [violation(effectiveDirective, blockedURL, disposition)];
  });
}

const directives: ReadonlySet<string> = new Set([
  ...['default-src', 'script-src', 'style-src', 'img-src', 'font-src', 'connect-src', 'media-src', 'object-src'],
  ...['frame-src', 'child-src', 'worker-src', 'manifest-src', 'script-src-elem', 'script-src-attr', 'style-src-elem'],
  ...['style-src-attr', 'base-uri'],
  ...['form-action', 'frame-ancestors', 'require-trusted-types-for', 'trusted-types', 'sandbox'],
]);
const knownSources = /^(?:inline|eval|wasm-eval|self|data|blob|trusted-types-policy|trusted-types-sink)$/;

const violation = (directive: string, blocked: string, disposition: string): CspViolation => ({
  directive: directives.has(directive) ? directive : 'other',
  blocked: knownSources.test(blocked) ? blocked : originOf(blocked),
  reportOnly: disposition === 'report',
});

function originOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return 'unknown';
  return url.origin === 'null' ? url.protocol : url.origin;
}

export const receiveCspReport =
  ({ logger }: Pick<Context, 'logger'>): RequestHandler =>
  (request, response) => {
    const type = contentType(request);
    const { body } = requestContextOf(request);
    if (!body || (type !== 'application/csp-report' && type !== 'application/reports+json'))
      throw new Problem('unsupported-media-type', 'send reports as application/csp-report or application/reports+json');
    const violations = readViolations(type, parseReport(body.toString('utf8')));
    if (!violations) throw new Problem('validation', 'the body is not a browser report');
    for (const found of violations) {
      meter.count('mambogo_gateway_csp_violations_total', { directive: found.directive });
      logger.warn(
        { event: 'csp.violation', ...found },
        "browser blocked content by the page's Content Security Policy",
      );
    }
    response.status(204).end();
  };

/** A report has three levels and a few dozen values; deeply nested JSON would cost the parser tens of milliseconds. */
export function parseReport(text: string): unknown {
  const { cut, tooMany } = scanJson(text);
  if (cut || tooMany) throw new Problem('validation', 'the report has too many values or is nested too deeply');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Problem('validation', 'the report is not valid JSON', {}, { cause: cause });
  }
}
