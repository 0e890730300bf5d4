/**
 * Around all the provider does: what it has no route for, or did not expect, is still answered for who is asking; and the
 * page it puts between two people on one browser (log the first out, go on as the second) may lead back to the client.
 */
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { errorPage } from '../api/error-page.ts';
import { localeOf } from '../api/language/choose-language.ts';
import type { Messages } from '../api/language/en.ts';
import { setPage, withFormTarget } from '../api/page.ts';

type ErrorContext = Pick<KoaContextWithOIDC, 'accepts' | 'body' | 'type' | 'status' | 'set' | 'req'>;
/** Only what has a route has `oidc`. */
type Asked = ErrorContext & Pick<KoaContextWithOIDC, 'response'> & Partial<Pick<KoaContextWithOIDC, 'oidc'>>;

export interface ProviderErrorSettings {
  readonly publicUrl: string;
  readonly logger: Logger;
}

export const providerErrorMiddleware =
  ({ publicUrl, logger }: ProviderErrorSettings) =>
  async (context: Asked, next: () => Promise<void>): Promise<void> => {
    try {
      await next();
      allowFormRedirects(context);
      if (context.status !== 404 || context.body) return;
      showError(context, publicUrl, { error: 'not_found', error_description: 'There is no such page.' });
      context.status = 404;
    } catch (err) {
      logger.error({ err }, 'the OpenID provider failed');
      showError(context, publicUrl, { error: 'server_error', error_description: 'Something went wrong on our side.' });
      context.status = 500;
    }
  };

/** A page for browsers, RFC 6749 section 5.2 JSON for programs. */
export function showError(context: ErrorContext, publicUrl: string, out: ErrorOut): void {
  if (context.accepts('html', 'json') === 'json') {
    context.body = { ...out };
    return;
  }
  const at = { shop: publicUrl, locale: localeOf(context.req) };
  const { errors } = at.locale.texts;
  const known = knownReasons.get(out.error);
  setPage(
    context,
    known ? errorPage(at, errors[known]) : errorPage(at, errors.request, out.error_description ?? out.error),
  );
}

/** What people can run into by themselves; the rest is for developers. */
const knownReasons: ReadonlyMap<string, keyof Messages['errors']> = new Map([
  ['not_found', 'notFound'],
  ['server_error', 'server'],
]);

function allowFormRedirects(context: Asked): void {
  const client = z.url().safeParse(context.oidc?.entities.Interaction?.params.redirect_uri);
  const policy = context.response.get('content-security-policy');
  if (client.success) context.set('content-security-policy', withFormTarget(client.data, policy));
}
