/** The HTML of a page: the built template, filled. Pure. */
import { html } from '@mambogo/service/http/html.ts';
import type { PageHead } from '../app/server/server-app.ts';

export interface PageParts {
  readonly nonce: string;
  readonly language: string;
  /** The shop configuration, as JSON that is safe inside a script element. */
  readonly config: string;
  /** Further elements of the head. */
  readonly links: string;
  /** Default: that of the template. */
  readonly head?: PageHead | undefined;
  /** What the page was rendered from, as JSON that is safe inside a script element. */
  readonly data: string;
  /** Content of the root element; empty: the page's script renders it. */
  readonly content: string;
}

const fields: Readonly<Record<string, (parts: PageParts, built: string) => string>> = {
  '<html lang="en">': ({ language }) => `<html lang="${language}">`,
  '%NONCE%': ({ nonce }) => nonce,
  '%FACTS%': ({ config }) => config,
  '%PAGE%': ({ data }) => data,
  '<title>[^<]*</title>': ({ head }, built) => (head ? html`<title>${head.title}</title>`.text : built),
  '<meta name="description"[^>]*>': ({ head }, built) =>
    head ? html`<meta name="description" content="${head.description}">`.text : built,
  '</head>': ({ links }) => `${links}\n</head>`,
  '<div id="root"></div>': ({ content }) => `<div id="root">${content}</div>`,
};

/** All fields at once, so that nothing inserted is taken for a field. */
const anyField = new RegExp(
  Object.keys(fields)
    .map((pattern) => `(${pattern})`)
    .join('|'),
  'g',
);
const fills = Object.values(fields);

export const fillTemplate = (template: string, parts: PageParts): string =>
  template.replaceAll(anyField, (built: string, ...groups: unknown[]) => {
    const fill = fills[groups.indexOf(built)];
    return fill ? fill(parts, built) : built;
  });
