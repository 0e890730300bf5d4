/** What the application on the server offers to the web service. */
import type { FirstLanguage } from '../language/languages.ts';
import type { PageData } from '../page-data.ts';
import type { PageName } from '../page-paths.ts';

export interface ServerApp {
  /** Whether pages of this kind have content from the server. */
  isRendered(page: PageName): boolean;
  /** Rejects if the catalogue is not available. */
  load(request: PageRequest): Promise<LoadedPage>;
}

export interface PageRequest {
  readonly page: PageName;
  readonly url: URL;
  readonly first: FirstLanguage;
}

export type LoadedPage =
  | { readonly status: 404 }
  | { readonly status: 301; readonly location: string }
  | {
      readonly status: 200 | 410;
      readonly head: PageHead;
      /** All that `render` needs; equal data gives equal HTML. */
      readonly data: PageData;
      /** The content of the root element. Takes milliseconds of CPU time. */
      render(): Promise<string>;
    };

export interface PageHead {
  readonly title: string;
  readonly description: string;
  /** The page's own path, whatever the request added to it. */
  readonly canonical: string;
  /** A path of the shop, or an address elsewhere; its file is a picture that every reader of previews knows. */
  readonly picture: string;
  readonly type: 'website' | 'product';
  readonly locale: string;
  /** schema.org, with paths where addresses of the shop belong (`absolute`). */
  readonly structured: readonly object[];
}
