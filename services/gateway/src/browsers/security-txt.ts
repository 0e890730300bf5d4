/** GET /.well-known/security.txt (RFC 9116): where to report a vulnerability. */
import type { RequestHandler } from 'express';

/** Days. The RFC recommends less than a year; the date is renewed every day. */
const validDays = 180;

/** @param contact default: the role address of RFC 2142 at the shop's own host */
export const securityTxt =
  (publicUrl: URL, contact = `mailto:security@${publicUrl.hostname}`, now: () => number = Date.now): RequestHandler =>
  (_request, response) => {
    const expires = new Date(now() + validDays * 86_400_000).toISOString().replace(/T.*/, 'T00:00:00Z');
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en, de',
      `Canonical: ${publicUrl.origin}/.well-known/security.txt`,
    ];
    response
      .set('cache-control', 'public, max-age=86400')
      .type('text/plain')
      .send(`${lines.join('\n')}\n`);
  };
