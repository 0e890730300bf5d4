/** What a page does with a card form, whichever it is. */

export interface CardFormHandle {
  /** A fresh token of the card that was typed. Rejects with CardUnfinished, or CardUnavailable. */
  token(): Promise<string>;
}

/** Something is missing or wrong; the form itself says what, and has the focus there. */
export class CardIncomplete extends Error {
  override name = 'CardUnfinished';
}

/** The provider did not answer. Nothing was charged. */
export class CardUnavailable extends Error {
  override name = 'CardUnavailable';
}
