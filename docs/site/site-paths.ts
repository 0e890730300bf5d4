/** Where a Markdown file of the repository is on the site, and where its links lead there. Pure. */
import { posix } from 'node:path';

/** The site's path behind the shop's address; also in services/web/src/serve/mount-docs.ts. */
export const base = '/docs/';

const moved: Readonly<Record<string, string>> = {
  'README.md': 'overview.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
  'SECURITY.md': 'report-a-weakness.md',
};

/** Documents that are not Markdown -> the site's page made from them. */
const rendered: Readonly<Record<string, string>> = {
  'docs/api/openapi.yaml': 'api/',
  'docs/api/asyncapi.yaml': 'reference/events.md',
};

/** `docs/` is the root of the site; a README elsewhere is the page of its part. */
export const sitePath = (file: string): string =>
  moved[file] ??
  (file.startsWith('docs/')
    ? file.slice('docs/'.length).replace(/(^|\/)README\.md$/, '$1index.md')
    : file.replace(/^(?:.*\/)?([^/]+)\/README\.md$/, 'parts/$1.md'));

export type SiteLink =
  /** A page, as an absolute path of the site ending in `.md` or `/`. */
  | { readonly kind: 'page'; readonly path: string }
  /** A page outside VitePress, loaded as a whole. */
  | { readonly kind: 'document'; readonly path: string }
  /** A file that is only in the repository. */
  | { readonly kind: 'source'; readonly file: string }
  /** A link that is the same everywhere: another site, or an anchor of the same page. */
  | { readonly kind: 'unchanged' };

/** @param from file with the link; @param pages all files that have a page */
export function siteLink(from: string, href: string, pages: ReadonlySet<string>): SiteLink {
  if (/^([a-z]+:|\/\/|#)/i.test(href)) return { kind: 'unchanged' };
  const [path = '', anchor] = href.split('#');
  const file = posix.join(posix.dirname(from), decodeURI(path)).replace(/\/$/, '');
  const page = pages.has(file) ? file : [`${file}/README.md`].find((readme) => pages.has(readme));
  const target = page ? sitePath(page) : rendered[file];
  if (target === undefined) return { kind: 'source', file };
  // The page made from a document links the document itself.
  if (!page && target === sitePath(from)) return { kind: 'document', path: `${base}${file.slice('docs/'.length)}` };
  if (target.endsWith('/')) return { kind: 'document', path: `${base}${target}` };
  return { kind: 'page', path: `/${target}${anchor === undefined ? '' : `#${anchor}`}` };
}
