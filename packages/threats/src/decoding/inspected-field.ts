/** A text of a request, and where in the request it stood. */
export interface InspectedField {
  /** For logs: e.g. `query.search`, `body.images.url`, `header.user-agent`. Never holds what a client wrote but for plain names. */
  readonly location: string;
  readonly kind: FieldKind;
  readonly text: string;
  /** Of a field in which people write several lines. */
  readonly multiLine?: boolean;
}
/**
 * Where a text stood. `name` = what parameters, fields and cookies are called; `header` = headers in which people or
 * programs write freely; `shaped` = headers with a grammar of their own, in which quotes and semicolons are usual; `staff` = a
 * body's fields of one line in which staff write freely.
 */
export type FieldKind = 'path' | 'query' | 'body' | 'name' | 'header' | 'shaped' | 'host' | 'staff';
