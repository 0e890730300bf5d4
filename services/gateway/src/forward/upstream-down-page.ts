/** Page shown while the shop's pages are unavailable or cannot be rendered; it reloads by itself. */

/**
 * @param seconds until it reloads
 * @param why one sentence
 */
export const upstreamDownPage = (
  seconds: number,
  why = "The shop's pages are temporarily unavailable.",
): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${seconds}">
<title>Back in a moment</title>
<style>
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }
</style>
</head>
<body>
<main>
<h1>Back in a moment</h1>
<p>${why} This page reloads automatically.</p>
</main>
</body>
</html>
`;
