/** The Vite options of the pages. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { serverAppFile } from '../serve/built-pages.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** @param folder output folder; its contents are deleted */
export const viteOptions = (folder: string): InlineConfig => ({
  configFile: false,
  root: at('../app'),
  publicDir: at('../../public'),
  logLevel: 'warn',
  plugins: [react()],
  // Replaced for each response by src/serve/send-page.ts.
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: folder,
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'baseline-widely-available',
    // Nothing is inlined: the policy requires files, and files are cached for a year.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes only with a dependency: stays cached over many releases.
            { name: 'libraries', test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack)\// },
            // Shared by nearly every page: one file instead of a dozen small ones.
            { name: 'parts', test: /src\/app\/(design|shell|api|language\/[a-z]+-)/ },
          ],
        },
      },
    },
  },
});

/** The application for the server: one file with all its libraries, so that the service needs none of them at run time. */
export const serverOptions = (folder: string): InlineConfig => ({
  configFile: false,
  root: at('../app'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [react()],
  ssr: { noExternal: true },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    ssr: at('../app/server/server.tsx'),
    outDir: join(folder, serverAppFile, '..'),
    emptyOutDir: true,
    target: 'node24',
    minify: true,
    rolldownOptions: { output: { entryFileNames: serverAppFile.split('/').at(-1), codeSplitting: false } },
  },
});
