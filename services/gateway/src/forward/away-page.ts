/** What a browser shows while the pages themselves are away; it tries again by itself. */

/** @param seconds until it does */
export const awayPage = (seconds: number): string => `<!doctype html>
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
<p>The shop's pages are being put up again. This page tries again by itself.</p>
</main>
</body>
</html>
`;
