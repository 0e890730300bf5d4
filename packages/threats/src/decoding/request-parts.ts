/** A request, as far as threats are assessed by it. */
export interface BodyFields {
  /** Texts of staff, which are stored and encoded. Their names, and what else is in the body, are still inspected. */
  readonly unscored: readonly string[];
  /** May have several lines. */
  readonly multiLine: readonly string[] | 'all';
}

export interface RequestParts {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the `?`; '' when there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: { readonly type: string; readonly text: string };
  /** Of a JSON body, by the names on the way to them, e.g. `images.alt`. */
  readonly fields?: BodyFields;
}
