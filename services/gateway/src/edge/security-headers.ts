/** Security headers of everything that leaves the shop. Over plain http (a laptop) browsers are not sent to https. */
import type { HelmetOptions } from 'helmet';

export function securityHeaders(publicUrl: URL): HelmetOptions {
  const secure = publicUrl.protocol === 'https:';
  return {
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
  };
}
