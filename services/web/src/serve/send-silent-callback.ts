/**
 * GET /silent-callback: the redirect target of a silent log-in. It runs in a hidden frame and posts its URL, which contains the
 * code, to the parent page of the same origin only, in the format oidc-client-ts expects.
 */
import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { silentPolicy } from './page-policy.ts';

export const silentCallbackPath = '/silent-callback';

export const sendSilentCallback: RequestHandler = (_request, response) => {
  const nonce = randomBytes(16).toString('base64');
  response
    .set({
      'cache-control': 'no-store',
      'content-security-policy': silentPolicy(nonce),
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    })
    .type('html')
    .send(page(nonce));
};

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Log in</title></head>
<body>
<script nonce="${nonce}">
parent.postMessage({ source: 'oidc-client', url: location.href, keepOpen: false }, location.origin);
</script>
</body>
</html>
`;
