/**
 * Security headers of every response: helmet's, a Content Security Policy that allows only the shop's own content and reports
 * violations, and no device features. Web's pages bring policies of their own (forward/response-headers.ts). Over plain http
 * (a laptop) no HSTS is sent.
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
    // Not no-referrer: browsers would then submit forms of the shop's pages with `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}

/** Features no page of the shop needs; payment runs in the provider's own frame. */
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

/** Headers helmet does not cover. */
export const additionalSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('permissions-policy', permissions);
  response.setHeader('reporting-endpoints', 'csp="/csp-report"');
  next();
};
