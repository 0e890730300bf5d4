/** What a browser sees at `/`: that the shop is up and how to try it. */
import type { Express } from 'express';

export function mountStartPage(app: Express, publicUrl: URL): void {
  const page = startPage(publicUrl.origin);
  app.get('/', (_request, response) => {
    response.type('html').set('cache-control', 'no-cache').send(page);
  });
}

const startPage = (origin: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mambogo</title>
<style>
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 12vh auto; padding: 0 1.5rem }
h1 { font-size: 2.2rem; margin-bottom: 0 }
code { background: color-mix(in srgb, currentColor 10%, transparent); padding: .15em .4em; border-radius: .3em }
li { margin: .4em 0 }
.up::before { content: ""; display: inline-block; width: .6em; height: .6em; border-radius: 50%; background: #2a9d5c; margin-right: .5em }
</style>
</head>
<body>
<h1>Mambogo</h1>
<p>A shop that survives anything.</p>
<p class="up">The shop's API is up at <code>${origin}/api/v1</code>.</p>
<ul>
<li>Look around: <a href="/api/v1/products">products</a>, <a href="/api/v1/categories">categories</a></li>
<li>Buy something: <code>npm run buy</code></li>
<li>See a card refused and everything put back: <code>npm run buy -- --card tok_declined</code></li>
<li>Ask for more than there is: <code>npm run buy -- --out-of-stock</code></li>
<li>Log in as <code>demo</code>/<code>demo</code> or <code>admin</code>/<code>admin</code> where there are demo accounts:
<a href="/auth/.well-known/openid-configuration">how to</a></li>
</ul>
</body>
</html>
`;
