/** A metric as data: the reference is generated from it, and a meter accepts only metrics and labels that are defined. */

/** `counter` only grows, `gauge` is read when it is scraped, `histogram` counts values by size. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

export interface MetricDefinition {
  readonly type: MetricType;
  /** Of the value: `seconds`, `bytes`, `requests` ... */
  readonly unit: string;
  readonly help: string;
  /** Label -> its values. They come from fixed lists or the contracts; never ids, paths or other input of a client. */
  readonly labels: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram, ascending. */
  readonly buckets?: readonly number[];
  /** Who exports it: `all services`, or names of services. */
  readonly from: string;
}

export const allServices = 'all services';
/** Those with an outbox or an inbox. */
export const messagingServices =
  'identity (outbox), product, cart (inbox), order, payment, inventory, notification (inbox)';
