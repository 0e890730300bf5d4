/**
 * Wraps the provider: unknown routes and unexpected errors get a response in the form the client expects, and the page shown
 * when a browser switches accounts (logs the first user out, continues as the second) may redirect to the client.
 */
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { errorPage } from '../api/error-page.ts';
import { localeOf } from '../api/language/choose-language.ts';
import type { Messages } from '../api/language/en.ts';
import { setPage, withFormTarget } from '../api/page.ts';

type ErrorContext = Pick<KoaContextWithOIDC, 'accepts' | 'body' | 'type' | 'status' | 'set' | 'req'>;
/** `oidc` exists only on known routes. */
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
      logger.error({ event: 'oidc.server_error', err }, 'OpenID provider error');
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

/** Errors that users can cause themselves; the others are for developers. */
const knownReasons: ReadonlyMap<string, keyof Messages['errors']> = new Map([
  ['not_found', 'notFound'],
  ['server_error', 'server'],
]);

function allowFormRedirects(context: Asked): void {
  const client = z.url().safeParse(context.oidc?.entities.Interaction?.params.redirect_uri);
  const policy = context.response.get('content-security-policy');
  if (client.success) context.set('content-security-policy', withFormTarget(client.data, policy));
}
