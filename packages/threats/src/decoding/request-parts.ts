/** The parts of a request that are assessed for threats. */
export interface BodyFields {
  /** Staff-written texts, which are stored and encoded. Their names, and the rest of the body, are still inspected. */
  readonly unscored: readonly string[];
  /** Fields that may have several lines. */
  readonly multiLine: readonly string[] | 'all';
}

export interface RequestParts {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the `?`; '' if there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: { readonly type: string; readonly text: string };
  /** Fields of a JSON body by their path, e.g. `images.alt`. */
  readonly fields?: BodyFields;
}
