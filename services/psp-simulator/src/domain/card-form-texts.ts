/** Types for the texts of the card form, which are a browser script without types. */
export interface CardTexts {
  readonly title: string;
  readonly number: string;
  readonly expiry: string;
  readonly expiryFormat: string;
  readonly cvc: string;
  readonly testCards: string;
  readonly outcomes: Readonly<
    Record<'ok' | 'declined' | 'insufficientFunds' | 'action' | 'timeout' | 'late' | 'twice' | 'error', string>
  >;
  readonly errors: Readonly<Record<string, string>>;
}

export const { cardTexts }: { readonly cardTexts: Readonly<Record<'en' | 'de', CardTexts>> } = await import(
  new URL('../pages/card-texts.js', import.meta.url).href
);
