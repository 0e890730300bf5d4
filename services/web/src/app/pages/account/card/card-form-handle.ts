/** The interface of a card form, independent of the provider. */

export interface CardFormHandle {
  /** Creates a token for the card. Rejects with CardIncomplete or CardUnavailable. */
  token(): Promise<string>;
}

/** The input is missing or invalid; the form shows the error and has the focus. */
export class CardIncomplete extends Error {
  override name = 'CardUnfinished';
}

/** The provider did not respond. Nothing was charged. */
export class CardUnavailable extends Error {
  override name = 'CardUnavailable';
}
