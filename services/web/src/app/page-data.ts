/** What the server used to render a page, which it writes into the page. */
import type { FirstLanguage } from './language/languages.ts';

export interface PageData {
  readonly first: FirstLanguage;
  /** Keys of queries, with what the catalogue responded. */
  readonly queries: readonly (readonly [key: readonly unknown[], data: unknown])[];
}
