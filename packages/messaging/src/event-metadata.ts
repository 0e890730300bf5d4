/** Why something happens: what an audit trail needs to tie a fact to the one before it. */
export interface EventMetadata {
  /** One per order's whole story (the order id), or per request where there is no order. */
  readonly correlationId: string;
  /** Id of the event or request that led here. */
  readonly causationId?: string;
  /** `customer:<id>`, `merchant:<id>` or `service:<name>`. */
  readonly actor: string;
}
