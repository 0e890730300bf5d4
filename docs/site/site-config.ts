/** VitePress's configuration of the documentation site. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformerStyleToClass } from '@shikijs/transformers';
import { slug } from 'github-slugger';
import { defineConfig, type MarkdownRenderer } from 'vitepress';
import { alignColumns } from './align-columns.ts';
import { drawDiagrams } from './draw-diagrams.ts';
import { foldersWithoutPages, pageFiles, root } from './page-files.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { rewriteLinks } from './rewrite-links.ts';
import { sidebar } from './sidebar.ts';
import { base, sitePath } from './site-paths.ts';

const files = pageFiles();

/** Colours of code as classes instead of style attributes, with a style sheet of their own. */
const codeStyles = transformerStyleToClass({ classPrefix: 'code-' });
const codeStylesFile = 'code.css';

export const siteConfig = defineConfig({
  title: 'Mambogo',
  titleTemplate: ':title · Mambogo documentation',
  description: 'How to run, use and change a Mambogo shop',
  lang: 'en',
  base,
  srcDir: root,
  srcExclude: foldersWithoutPages.map((folder) => `**/${folder}/**`),
  rewrites: Object.fromEntries(files.map((file) => [file, sitePath(file)])),
  // Otherwise a change of theme inserts a style element.
  appearance: { disableTransition: false },
  // A file of its own instead of an inline script.
  metaChunk: true,
  // Examples such as http://localhost:8080 lead nowhere while the site is built.
  ignoreDeadLinks: 'localhostLinks',
  // One request per page that is read; the gateway counts requests.
  router: { prefetchLinks: false },
  head: [
    ['link', { rel: 'icon', href: `${base}favicon.svg` }],
    ['link', { rel: 'stylesheet', href: `${base}${codeStylesFile}` }],
  ],
  markdown: {
    // The same anchors as on a Git host.
    anchor: { slugify: slug },
    codeTransformers: [codeStyles],
    attrs: { disable: true },
    emoji: { enabled: [] },
    config(markdown: MarkdownRenderer) {
      rewriteLinks(new Set(files))(markdown);
      alignColumns(markdown);
      drawDiagrams(markdown);
      plainMarkdown(markdown);
    },
  },
  buildEnd({ outDir }) {
    writeFileSync(join(outDir, codeStylesFile), codeStyles.getCSS());
  },
  themeConfig: {
    siteTitle: 'Mambogo docs',
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: sidebar(files),
    nav: [
      { text: 'Overview', link: '/overview.html' },
      { text: 'API', link: '/api/', target: '_self' },
      { text: 'Events', link: '/reference/events.html' },
      { text: 'Storefront', link: '/reference/storefront.html' },
    ],
  },
});
