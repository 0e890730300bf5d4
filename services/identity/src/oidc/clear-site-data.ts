/**
 * Clears the browser at log-out (https://www.w3.org/TR/clear-site-data/). Cookies are cleared for a whole domain, whatever the
 * port: on a developer's machine that would log out other programs, so without https the provider only clears its own cookie.
 */
import type { KoaContextWithOIDC } from 'oidc-provider';

export const clearSiteData =
  (secure: boolean) =>
  async (
    context: Pick<KoaContextWithOIDC, 'set' | 'status'> & Partial<Pick<KoaContextWithOIDC, 'oidc'>>,
    next: () => Promise<void>,
  ): Promise<void> => {
    await next();
    const { oidc } = context;
    if (oidc?.route === 'end_session_confirm' && oidc.params?.logout && context.status === 303)
      context.set('clear-site-data', secure ? '"cache", "cookies", "storage"' : '"cache", "storage"');
  };
