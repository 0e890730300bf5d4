/** What a browser shows while the pages themselves are away, or can't be made; it tries again by itself. */

/**
 * @param seconds until it does
 * @param why a sentence
 */
export const upstreamDownPage = (
  seconds: number,
  why = "The shop's pages are being put up again.",
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
<p>${why} This page tries again by itself.</p>
</main>
</body>
</html>
`;
