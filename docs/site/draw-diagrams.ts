/**
 * Draws Mermaid diagrams as inline SVG when the site is built: no script in the browser, and colours that follow the theme. The
 * drawing's own style element, which a strict policy rejects and which imports a font from outside, is replaced by site.css.
 */
import { renderMermaidSVG } from 'beautiful-mermaid';
import type { MarkdownRenderer } from 'vitepress';

/** The search index renders every page a second time. */
const drawn = new Map<string, string>();

export function drawDiagrams(markdown: MarkdownRenderer): void {
  const renderFence = markdown.renderer.rules.fence;
  if (!renderFence) throw new Error('the Markdown renderer has no rule for fences');
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    return token?.info.trim() === 'mermaid'
      ? `<figure class="diagram" v-pre>${draw(token.content)}</figure>\n`
      : renderFence(tokens, index, options, env, self);
  };
}

export function draw(diagram: string): string {
  const known = drawn.get(diagram);
  if (known) return known;
  const svg = renderMermaidSVG(diagram, { transparent: true })
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/(<svg[^>]*?) style="[^"]*"/, '$1 role="img" aria-label="Diagram"');
  if (/<style| style=/.test(svg)) throw new Error('the drawing has styles of its own');
  drawn.set(diagram, svg);
  return svg;
}
