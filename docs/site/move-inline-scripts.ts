/**
 * Moves inline scripts of the built pages to files, and removes style attributes, so that the site works with a policy that
 * allows neither.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base } from './site-paths.ts';

export function moveInlineScripts(site: string): void {
  for (const page of globSync('**/*.html', { cwd: site })) {
    const file = join(site, page);
    const { html, scripts } = withoutInlineCode(readFileSync(file, 'utf8'));
    for (const [name, script] of scripts) writeFileSync(join(site, name), script);
    writeFileSync(file, html);
  }
}

/**
 * Two style attributes of the theme are known: a height that is set again when a menu opens, and a position that site.css sets.
 *
 * @returns the page, and scripts by path below the site
 */
export function withoutInlineCode(page: string): { html: string; scripts: ReadonlyMap<string, string> } {
  const scripts = new Map<string, string>();
  const html = page
    .replaceAll(/<script([^>]*)>([^<]+)<\/script>/g, (_, attributes: string, script: string) => {
      const name = `assets/inline.${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
      scripts.set(name, script);
      return `<script${attributes} src="${base}${name}"></script>`;
    })
    .replaceAll(/ style="(?:--vp-vh:0px|position:relative);"/g, '');
  const style = / style="[^"]*"/.exec(html);
  if (style) throw new Error(`a page has the attribute${style[0]}, which the policy of the site rejects`);
  return { html, scripts };
}
