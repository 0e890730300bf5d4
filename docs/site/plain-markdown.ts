/**
 * Reads Markdown as a Git host does. Pages are compiled as Vue templates, which would evaluate what is in double braces: in text
 * they are characters, and indented code becomes a block like a fenced one, which Vue leaves alone. Items of a task list get a box.
 */
import type { MarkdownRenderer } from 'vitepress';

export function plainMarkdown(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('indented-code', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'code_block') Object.assign(token, { type: 'fence', info: 'sh' });
  });
  markdown.core.ruler.after('inline', 'task-lists', ({ tokens }) => {
    for (const [index, { children }] of tokens.entries()) {
      const text = children?.[0];
      if (text && tokens[index - 2]?.type === 'list_item_open') text.content = text.content.replace(/^\[ \] /, '☐ ');
    }
  });
  const renderText = markdown.renderer.rules.text;
  if (!renderText) throw new Error('the Markdown renderer has no rule for text');
  markdown.renderer.rules.text = (...call) => renderText(...call).replaceAll('{{', '&#123;&#123;');
}
