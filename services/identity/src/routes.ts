/**
 * Everything under /auth: the pages, userinfo, and the OpenID provider for the rest; no body is parsed before the provider's
 * own routes. Also identity's API routes, and the internal feeds of revoked tokens and published events.
 */
import { staffActionSources } from '@mambogo/messaging/audit/staff-action-log.ts';
import { staffActionsRoute } from '@mambogo/messaging/audit/staff-action-route.ts';
import { publishedEventsRoute } from '@mambogo/messaging/outbox/published-events.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express, RequestHandler } from 'express';
import { mountAccount } from './api/account/mount-account.ts';
import { mountGuestLinks } from './api/guest-link.ts';
import { mountInteractions } from './api/interactions.ts';
import { chooseLanguage } from './api/language/choose-language.ts';
import { listSecurityEventsApi } from './api/list-security-events.ts';
import { mailContactApi } from './api/mail-contact.ts';
import { myRoutes } from './api/my-routes.ts';
import { pagePolicy } from './api/page.ts';
import { passwordResetLinkApi } from './api/password-reset-link.ts';
import { peopleRoutes } from './api/people/people-routes.ts';
import { mountPasswordReset } from './api/reset-password.ts';
import { streamRevocationsApi } from './api/revocation-feed.ts';
import { passkeyScript, scriptPath } from './api/security/passkey-form.ts';
import { userInfo } from './api/user-info.ts';
import type { Context } from './context.ts';
import { migrateOldCookies } from './oidc/session-cookies.ts';

export function mount(app: Express, context: Context): void {
  const publicUrl = new URL(context.publicUrl);
  const secure = publicUrl.protocol === 'https:';
  mountRoutes(
    app,
    [streamRevocationsApi(context), mailContactApi(context), passwordResetLinkApi(context)],
    context.verify,
  );
  app.use('/auth', atPublicUrl(publicUrl), migrateOldCookies(secure, context.secrets.cookieKeys));
  app.use('/auth', pageHeaders(context.publicUrl), chooseLanguage(secure));
  app.get(scriptPath, passkeyScript());
  const sources = staffActionSources(context.name, 'postgres', { person: 'roles.' });
  const staffActions = staffActionsRoute(context.name, context.reads, sources);
  mountRoutes(app, [publishedEventsRoute(context.database), staffActions, ...peopleRoutes(context)], context.verify);
  mountInteractions(app, context);
  mountPasswordReset(app, context);
  mountGuestLinks(app, context);
  mountAccount(app, context);
  mountRoutes(app, [listSecurityEventsApi(context), ...myRoutes(context)], context.verify);
  app.all('/auth/userinfo', userInfo(context));
  app.use('/auth', context.rotatingProvider.handle);
}

/** The shop has one public address, whatever host a request names: all links, cookies and redirects use that one. */
function atPublicUrl({ protocol, host }: URL): RequestHandler {
  return (request, _response, next) => {
    request.headers.host = host;
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    next();
  };
}

function pageHeaders(publicUrl: string): RequestHandler {
  const policy = pagePolicy(publicUrl);
  return (_request, response, next) => {
    response.setHeader('content-security-policy', policy);
    next();
  };
}
