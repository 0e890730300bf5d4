/**
 * A request's way through the edge, step by step in this order; each may refuse it. The trace and security headers are there
 * before (packages/service/src/app.ts), so that refusals bear them too; problem+json comes after.
 */
import type { Express } from 'express';
import { checkToken } from '../admission/check-token.ts';
import { detectThreats } from '../admission/detect-threats.ts';
import { countRefused, limitByAddress, limitByUser } from '../admission/limit-rate.ts';
import { limitStreams } from '../admission/limit-streams.ts';
import { receiveBody } from '../admission/receive-body.ts';
import { refuseOverload } from '../admission/refuse-overload.ts';
import { requireKey } from '../admission/require-key.ts';
import { shedLoad } from '../admission/shed-load.ts';
import { canonicalHost } from '../arrival/canonical-host.ts';
import { checkAddress } from '../arrival/check-address.ts';
import { knowClient } from '../arrival/know-client.ts';
import { knownContent } from '../arrival/known-content.ts';
import { limitPipelining } from '../arrival/limit-pipelining.ts';
import { limitSize } from '../arrival/limit-size.ts';
import { nameRequest } from '../arrival/name-request.ts';
import { takeAbsoluteForm } from '../arrival/origin-form.ts';
import { leaveForeignCookies } from '../arrival/own-cookies.ts';
import { crossOrigin } from '../browsers/cross-origin.ts';
import { takeCspReport } from '../browsers/csp-report.ts';
import { neverStored } from '../browsers/never-stored.ts';
import { refuseForeignPage } from '../browsers/refuse-foreign-page.ts';
import { moreSecurityHeaders } from '../browsers/security-headers.ts';
import { securityTxt } from '../browsers/security-txt.ts';
import type { Context } from '../context.ts';
import { compressAnswers } from '../forward/compress-answers.ts';
import { forward } from '../forward/forward.ts';
import { ownOrigins } from '../profile-rules.ts';
import { watchRequest } from '../watch/watch-request.ts';
import { findTarget } from './find-target.ts';
import { securityTxtPath } from './route-table.ts';

export function mountEdge(app: Express, context: Context): void {
  const origins = ownOrigins(context.publicUrl, context.rules);
  // Who and what it is.
  app.use(
    limitPipelining(() => context.metrics.overload.inc({ reason: 'pipelining' })),
    knowClient(context.isTrustedProxy),
    watchRequest(context),
    nameRequest,
  );
  // What can be said of it before it is understood.
  app.use(
    takeAbsoluteForm,
    moreSecurityHeaders,
    limitSize,
    leaveForeignCookies,
    checkAddress,
    knownContent,
    canonicalHost(context.publicUrl),
  );
  app.use(crossOrigin(origins));
  // Where it leads, how often, and whether it may go there: what costs least comes first.
  app.use(
    findTarget(context.routes, context.settings.PEERS),
    neverStored,
    shedLoad(context),
    limitByAddress(context),
    checkToken(context),
    limitByUser(context),
  );
  app.use(refuseForeignPage(origins), requireKey);
  // What it says: the dearest step, so only for requests that may be made, and before anybody behind is asked.
  app.use(receiveBody(context), detectThreats(context), limitStreams(context));
  // There.
  app.post('/csp-report', takeCspReport(context));
  app.get(securityTxtPath, securityTxt(context.publicUrl, context.settings.SECURITY_CONTACT));
  app.use(compressAnswers, forward(context));
  app.use(countRefused(context), refuseOverload(context));
}
