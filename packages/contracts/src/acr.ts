/** How a user logged in (OpenID Connect Core 2, `acr`), weakest first. */
export const acr = {
  /** No factor: a guest, who gave an e-mail address to buy without an account. */
  guest: 'urn:mambogo:acr:guest',
  /** Only a password. */
  password: 'urn:mambogo:acr:pwd',
  /** Two factors: a passkey with user verification, or a password and a second factor. */
  multiFactor: 'urn:mambogo:acr:mfa',
} as const;
