/** The site's contents: pages by what a reader wants to do. Pages that no list names are listed by folder. Pure but for titles. */
import type { DefaultTheme } from 'vitepress';
import { titleOf } from './page-files.ts';
import { sitePath } from './site-paths.ts';

type Item = DefaultTheme.SidebarItem;

interface Group {
  readonly text: string;
  readonly collapsed?: boolean;
  /** Files in order; the others of the group follow by name. */
  readonly first: readonly string[];
  readonly has: (file: string) => boolean;
}

const inFolder = (folder: string) => (file: string) => file.startsWith(folder) && !file.endsWith('/README.md');

const groups: readonly Group[] = [
  {
    text: 'Start here',
    first: [
      'README.md',
      'docs/architecture.md',
      'docs/running-locally.md',
      'docs/quick-starts.md',
      'docs/running-on-kubernetes.md',
    ],
    has: (file) => ['docs/cluster.md', 'docs/inner-loop.md', 'docs/gitops.md'].includes(file),
  },
  { text: 'Reference', first: ['docs/api-tokens.md'], has: inFolder('docs/reference/') },
  { text: 'How to', first: ['CONTRIBUTING.md'], has: inFolder('docs/how-to/') },
  { text: 'Parts', collapsed: true, first: [], has: (file) => /^(?!docs\/).+\/README\.md$/.test(file) },
  { text: 'Decisions', collapsed: true, first: ['docs/decisions/README.md'], has: inFolder('docs/decisions/') },
  { text: 'About', first: [], has: (file) => file !== 'docs/README.md' },
];

/** Pages that are not made from Markdown. A target leaves the link to the browser. */
const apiReference: Item = { text: 'API', link: '/api/', target: '_self' };

export function sidebar(files: readonly string[]): Item[] {
  const listed = new Set<string>();
  return groups.map(({ text, collapsed, first, has }) => {
    const first_ = first.filter((file) => files.includes(file));
    const claimed = groups.flatMap((group) => group.first);
    const others = files.filter((file) => !listed.has(file) && !claimed.includes(file) && has(file));
    const own = [...first_, ...others];
    for (const file of own) listed.add(file);
    const items = own.map((file): Item => ({ text: shortTitle(file), link: linkTo(file) }));
    return { text, collapsed, items: text === 'Reference' ? [apiReference, ...items] : items };
  });
}

const linkTo = (file: string): string =>
  `/${sitePath(file)
    .replace(/index\.md$/, '')
    .replace(/\.md$/, '.html')}`;

const shortTitle = (file: string): string => {
  if (file === 'README.md') return 'Overview';
  return file === 'docs/decisions/README.md' ? 'All decisions' : titleOf(file);
};
