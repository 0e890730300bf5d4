/**
 * A provider's webhook: the state of a charge changed. Its content is not trusted: it only triggers a query to the provider,
 * so a forged, old or repeated webhook costs one query and nothing else.
 */

export interface ProviderCallback {
  /** The provider's event id, the same on redelivery. */
  readonly eventId: string;
  /** The provider's event type. */
  readonly type: string;
  /** The name we gave the charge (chargeName). */
  readonly reference: string;
}

/**
 * Parses a callback from the raw body.
 * Throws the problem `unauthenticated` if the provider's signature is missing, wrong or too old; `validation` if it is good
 * but the body is malformed.
 *
 * @param header returns the value of a request header
 * @param now epoch milliseconds
 */
export type ReadCallback = (
  body: Buffer,
  header: (name: string) => string | undefined,
  now: number,
) => ProviderCallback;
