/** The first-party clients. All are public: they authenticate by PKCE and by their redirect URIs. */
import type { ClientMetadata } from 'oidc-provider';

const publicClient = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
} satisfies Partial<ClientMetadata>;

/** The account pages themselves: they only use the session, and never redeem a code. */
export const accountClient = 'mambogo-account';
export const accountPath = '/auth/account';

/** @param publicUrl without a trailing slash */
export const clients = (publicUrl: string): ClientMetadata[] => [
  {
    ...publicClient,
    client_id: 'mambogo-spa',
    client_name: 'Mambogo',
    application_type: 'web',
    // The second one is for silent renewal in a hidden frame of the shop's own page.
    redirect_uris: [`${publicUrl}/callback`, `${publicUrl}/silent-callback`],
    post_logout_redirect_uris: [publicUrl, `${publicUrl}/`],
  },
  {
    ...publicClient,
    client_id: accountClient,
    client_name: 'Your account',
    application_type: 'web',
    grant_types: ['authorization_code'],
    redirect_uris: [`${publicUrl}${accountPath}`],
  },
  {
    ...publicClient,
    client_id: 'mambogo-cli',
    client_name: 'the Mambogo command line',
    application_type: 'native',
    // RFC 8252 section 7.3: any port. Not [::1]: a Content-Security-Policy can't name it, so no form could lead there.
    redirect_uris: ['http://127.0.0.1/callback'],
  },
];
