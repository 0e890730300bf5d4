/** Who and what caused an event: what an audit trail needs to link it to the one before. */
export interface EventMetadata {
  /** The order's id, or one per request where there is no order. */
  readonly correlationId: string;
  /** Id of the event or request that caused this. */
  readonly causationId?: string;
  /** What caused it: the name of an event (`payment.captured`), the id of a route, `provider` (its answer) or `timer`. */
  readonly cause?: string;
  /** `customer:<id>`, `merchant:<id>` or `service:<name>`. */
  readonly actor: string;
}
