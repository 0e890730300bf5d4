/**
 * The request pipeline, step by step in this order; each step may reject the request. Trace and security headers are set before
 * (packages/service/src/http/app.ts), so that rejections have them too; problem+json is written after.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { eventSchemaRoute, serveEventSchema } from '@mambogo/service/http/serve-event-schema.ts';
import type { Express } from 'express';
import { takeAbsoluteForm } from './arrival/origin-form.ts';
import { leaveForeignCookies } from './arrival/own-cookies.ts';
import { checkOrigin } from './browsers/check-origin.ts';
import { crossOrigin } from './browsers/cross-origin.ts';
import { receiveCspReport } from './browsers/csp-report.ts';
import { noStore } from './browsers/no-store.ts';
import { additionalSecurityHeaders } from './browsers/security-headers.ts';
import { securityTxt } from './browsers/security-txt.ts';
import type { Context } from './context.ts';
import { compressAnswers } from './forward/compress-answers.ts';
import { forward } from './forward/forward.ts';
import { checkToken } from './guards/check-token.ts';
import { detectThreats } from './guards/detect-threats.ts';
import { countRefused, limitByAddress, limitByUser } from './guards/limit-rate.ts';
import { limitStreams } from './guards/limit-streams.ts';
import { receiveBody } from './guards/receive-body.ts';
import { rejectOverload } from './guards/reject-overload.ts';
import { requireIdempotencyKey } from './guards/require-idempotency-key.ts';
import { shedLoad } from './guards/shed-load.ts';
import { canonicalHost } from './normalize/canonical-host.ts';
import { checkContentType } from './normalize/check-content-type.ts';
import { checkPath } from './normalize/check-path.ts';
import { limitPipelining } from './normalize/limit-pipelining.ts';
import { limitSize } from './normalize/limit-size.ts';
import { resolveClientIp } from './normalize/resolve-client-ip.ts';
import { setTraceIdHeader } from './normalize/set-trace-id-header.ts';
import { operationsRoute } from './operations/operations-report.ts';
import { findTarget } from './pipeline/find-target.ts';
import { securityTxtPath } from './pipeline/route-table.ts';
import { ownOrigins } from './profile-rules.ts';
import { recordRequest } from './telemetry/record-request.ts';

export function mount(app: Express, context: Context): void {
  const origins = ownOrigins(context.publicUrl, context.rules);
  // Client, access log and trace.
  app.use(
    limitPipelining(() => meter.count('mambogo_gateway_overload_total', { reason: 'pipelining' })),
    resolveClientIp(context.isTrustedProxy),
    recordRequest(context),
    setTraceIdHeader,
  );
  // Checks that need no knowledge of the route.
  app.use(
    takeAbsoluteForm,
    additionalSecurityHeaders,
    limitSize,
    leaveForeignCookies,
    checkPath,
    checkContentType,
    canonicalHost(context.publicUrl),
  );
  app.use(crossOrigin(origins));
  // Route, limits and authorisation, the cheapest first.
  app.use(
    findTarget(context.routes, context.settings.PEERS),
    noStore,
    shedLoad(context),
    limitByAddress(context),
    checkToken(context),
    limitByUser(context),
  );
  app.use(checkOrigin(origins), requireIdempotencyKey);
  // Reading and inspecting the body is the most expensive step: only for authorised requests, and before a service is called.
  app.use(receiveBody(context), detectThreats(context), limitStreams(context));
  // Handlers.
  app.post('/csp-report', receiveCspReport(context));
  app.get(securityTxtPath, securityTxt(context.publicUrl, context.settings.SECURITY_CONTACT));
  app.get(eventSchemaRoute, serveEventSchema);
  app.use(compressAnswers);
  mountRoutes(app, [operationsRoute(context)], context.verify);
  app.use(forward(context));
  app.use(countRefused(context), rejectOverload);
}
