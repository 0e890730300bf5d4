/**
 * Rewrites links between Markdown files, which are relative as on a Git host, to the site's paths. The name of a file that is
 * only in the repository stays, without a link.
 */
import { relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { root } from './page-files.ts';
import { siteLink } from './site-paths.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

export const rewriteLinks = (pages: ReadonlySet<string>) => (markdown: MarkdownRenderer) => {
  markdown.core.ruler.push('site-links', ({ tokens, env }) => {
    // `path` is where the page is on the site, `realPath` its file.
    const from = relative(root, env.realPath ?? env.path);
    for (const { children } of tokens) if (children) rewriteInline(children, from, pages);
  });
};

function rewriteInline(tokens: readonly Token[], from: string, pages: ReadonlySet<string>): void {
  let source = false;
  for (const token of tokens) {
    if (token.type === 'link_open') source = rewriteLink(token, from, pages);
    if (token.type === 'link_close' && source) token.tag = 'span';
  }
}

/** @returns whether it is a link no more */
function rewriteLink(token: Token, from: string, pages: ReadonlySet<string>): boolean {
  const link = siteLink(from, String(token.attrGet('href')), pages);
  if (link.kind === 'page' || link.kind === 'document') token.attrSet('href', link.path);
  // With a target, VitePress leaves a link to the browser.
  if (link.kind === 'document') token.attrSet('target', '_self');
  if (link.kind !== 'source') return false;
  token.tag = 'span';
  token.attrs = [
    ['class', 'source-file'],
    ['title', `${link.file} in the repository`],
  ];
  return true;
}
