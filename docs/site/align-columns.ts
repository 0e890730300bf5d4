/** Aligned table columns by class: the policy of the site allows no style attributes. */
import type { MarkdownRenderer } from 'vitepress';

export function alignColumns(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('align-columns', ({ tokens }) => {
    for (const token of tokens) {
      const alignment = /^text-align:(\w+)$/.exec(token.attrGet('style') ?? '')?.[1];
      if (!alignment) continue;
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      token.attrJoin('class', `align-${alignment}`);
    }
  });
}
