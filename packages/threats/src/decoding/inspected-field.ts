/** A text of a request, and its location in the request. */
export interface InspectedField {
  /** For logs: e.g. `query.search`, `body.images.url`, `header.user-agent`. Contains no client input except plain names. */
  readonly location: string;
  readonly kind: FieldKind;
  readonly text: string;
  /** The field may legitimately contain several lines. */
  readonly multiLine?: boolean;
}
/**
 * Kind of a field. `name` = names of parameters, fields and cookies; `header` = headers with free text; `shaped` = headers with
 * a grammar of their own, in which quotes and semicolons are usual; `staff` = single-line fields of a body in which staff write
 * freely.
 */
export type FieldKind = 'path' | 'query' | 'body' | 'name' | 'header' | 'shaped' | 'host' | 'staff';
