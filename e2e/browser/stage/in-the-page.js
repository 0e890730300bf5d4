// Runs in every page and frame before its own scripts: tells the test what its Content-Security-Policy refuses, and adds up
// how far what was shown has moved (https://web.dev/articles/cls) but for what followed a press.
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
  globalThis.tellTheTest?.(`refused by ${effectiveDirective}: ${blockedURI} (${sourceFile})`),
);
globalThis.layoutShift = 0;
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) globalThis.layoutShift += value;
}).observe({ type: 'layout-shift', buffered: true });
