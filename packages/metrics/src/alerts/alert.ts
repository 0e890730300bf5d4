/** An alert as data. Its rule, its runbook and its test are found by its name. */

export interface Alert {
  /** Public: routes and silences of an alert manager use it. */
  readonly name: string;
  /** PromQL of what is watched. It has a value while all is well, which a test checks on a running shop. */
  readonly value: string;
  /** What of it fires, such as `> 0`. */
  readonly condition: string;
  /** How long it must last. */
  readonly for: string;
  /** `page`: shoppers notice, now. `ticket`: a person must act within a day. */
  readonly severity: 'page' | 'ticket';
  /** One sentence, with the labels of `value` as `{{ $labels.x }}`. */
  readonly summary: string;
  /** Name of a page in docs/runbooks. */
  readonly runbook: string;
  /** Of a service that shops of earlier versions do not have. */
  readonly service?: string;
}

/** Labels that Prometheus adds where it scrapes several shops; on one machine there are none. */
export const shop = 'namespace, storefront';
