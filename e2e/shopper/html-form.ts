/** Forms and links of a page, as a browser would use them. Enough HTML for our own pages, no more. */

export interface HtmlForm {
  /** The form's action. */
  readonly action: URL;
  readonly method: string;
  /** Names and preset values of its inputs, hidden ones included. */
  readonly fields: Readonly<Record<string, string>>;
}

export function parseForms(html: string, page: URL): HtmlForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gis)].map(([, attributes = '', inside = '']) => ({
    action: new URL(attribute(attributes, 'action') ?? page.href, page),
    method: (attribute(attributes, 'method') ?? 'get').toUpperCase(),
    fields: Object.fromEntries(
      [...inside.matchAll(/<input\b([^>]*)>/gi)].flatMap(([, input = '']) => {
        const name = attribute(input, 'name');
        return name === undefined ? [] : [[name, attribute(input, 'value') ?? '']];
      }),
    ),
  }));
}

/** The first link whose URL ends like this. */
export function findLink(html: string, page: URL, ending: string): URL | undefined {
  for (const [, attributes = ''] of html.matchAll(/<a\b([^>]*)>/gi)) {
    const url = URL.parse(attribute(attributes, 'href') ?? '', page.href);
    if (url?.pathname.endsWith(ending)) return url;
  }
  return undefined;
}

/** The visible text. */
export const visibleText = (html: string): string =>
  decode(html.replace(/<(style|script|head)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : decode(value);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code ? String.fromCodePoint(Number(code)) : (named[name ?? ''] ?? whole),
  );
