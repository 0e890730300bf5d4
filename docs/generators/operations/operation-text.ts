/** What the API document has for an operation besides its contract: a description, and examples of request and response. */
export interface OperationText {
  /** When to use it, what it changes, and what to do when it is refused. */
  readonly description: string;
  /** Of a JSON body; exactly where the route takes one. */
  readonly request?: unknown;
  /** Of the first good answer; exactly where the route returns a body. */
  readonly response?: unknown;
}

/** By the route's id. */
export type OperationTexts = Readonly<Record<string, OperationText>>;
