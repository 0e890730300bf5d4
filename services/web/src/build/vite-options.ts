/** How the pages are built. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** @param folder where to; whatever is in it goes */
export const viteOptions = (folder: string): InlineConfig => ({
  configFile: false,
  root: at('../app'),
  publicDir: at('../../public'),
  logLevel: 'warn',
  plugins: [react()],
  // Filled in for each answer by src/serve/send-page.ts.
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: folder,
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'baseline-widely-available',
    // Nothing is written into the page or a style sheet: the policy wants files, and files are kept for a year.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes when a dependency does: kept over many releases of ours.
            { name: 'libraries', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\// },
            // What nearly every page is made of: one file instead of a dozen small ones.
            { name: 'parts', test: /src\/app\/(design|shell|api|language\/[a-z]+-)/ },
          ],
        },
      },
    },
  },
});
