/**
 * What a provider tells by calling back: that something became of a charge. It carries no truth of its own: whoever hears
 * it asks the provider, so that a forged, old or repeated one costs a question and nothing else.
 */

export interface ProviderCallback {
  /** The provider's id of what happened: the same when it is told twice. */
  readonly eventId: string;
  /** In the provider's words. */
  readonly type: string;
  /** The name we gave the charge (chargeName). */
  readonly reference: string;
}

/**
 * Reads a callback off the bytes that were sent.
 * Throws the problem `unauthenticated` when the provider did not sign them, just now; `validation` when it did and they
 * say nothing that can be read.
 *
 * @param header the value of a header of the request
 * @param now epoch milliseconds
 */
export type ReadCallback = (
  body: Buffer,
  header: (name: string) => string | undefined,
  now: number,
) => ProviderCallback;
