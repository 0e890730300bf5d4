/**
 * Security headers of everything that leaves the shop: helmet's, a policy that lets nothing foreign in and reports what it
 * refused, no feature of a device. A page of web's has policies of its own (forward/answer-headers.ts). Over plain http (a
 * laptop) browsers are not sent to https.
 */
import type { RequestHandler } from 'express';
import type { HelmetOptions } from 'helmet';
import type { ProfileRules } from '../profile-rules.ts';

export const reportingDirectives = ['report-uri /csp-report', 'report-to csp'] as const;

export function securityHeaders(publicUrl: URL, rules: ProfileRules, preload = false): HelmetOptions {
  const { strictTransportSeconds, strictTransportOfSubdomains } = rules;
  const secure = publicUrl.protocol === 'https:';
  return {
    strictTransportSecurity:
      secure && strictTransportSeconds > 0
        ? { maxAge: strictTransportSeconds, includeSubDomains: strictTransportOfSubdomains, preload }
        : false,
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
        reportUri: ['/csp-report'],
        reportTo: ['csp'],
      },
    },
    xFrameOptions: { action: 'deny' },
    // Not no-referrer: browsers would then send forms of our own pages with `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}

/** Features no page of a shop needs; payment is the provider's, in its own frame. */
const deniedFeatures = [
  'accelerometer',
  'camera',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'usb',
];
const permissions = deniedFeatures.map((feature) => `${feature}=()`).join(', ');

/** What helmet has no word for. */
export const additionalSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('permissions-policy', permissions);
  response.setHeader('reporting-endpoints', 'csp="/csp-report"');
  next();
};
