/** The texts of the card form, by language. Used by the form in the browser and by the server that renders it. */

const en = {
  title: 'Card',
  number: 'Card number',
  expiry: 'Expires',
  expiryFormat: 'MM / YY',
  cvc: 'Security code',
  testCards: 'Demo shop: test cards',
  outcomes: {
    ok: 'succeeds',
    declined: 'is declined',
    insufficientFunds: 'fails: insufficient funds',
    action: 'requires your approval',
    timeout: 'succeeds, confirmed after 20 s',
    late: 'succeeds after 40 s',
    twice: 'succeeds, confirmed twice',
    error: 'fails twice, then succeeds',
  },
  errors: {
    numberMissing: 'Enter the number on your card.',
    numberInvalid: 'This is not a valid card number. Check the digits.',
    expiryMissing: 'Enter the date on your card.',
    expiryInvalid: 'Enter month and year, such as 04 / 30.',
    expired: 'This card has expired.',
    cvcMissing: 'Enter the security code.',
    cvc3: 'The security code has 3 digits.',
    cvc4: 'The security code has 4 digits.',
    onlyTestCards: 'This is a demo shop: only test cards are accepted.',
    rejected: 'This card was not accepted. Check your entries.',
    unavailable: 'The payment provider is unavailable. Nothing was charged. Try again in a moment.',
  },
};

const de = {
  title: 'Karte',
  number: 'Kartennummer',
  expiry: 'Gültig bis',
  expiryFormat: 'MM / JJ',
  cvc: 'Prüfnummer',
  testCards: 'Demo-Shop: Testkarten',
  outcomes: {
    ok: 'wird akzeptiert',
    declined: 'wird abgelehnt',
    insufficientFunds: 'wird abgelehnt: keine Deckung',
    action: 'erfordert Ihre Freigabe',
    timeout: 'wird akzeptiert, nach 20 s bestätigt',
    late: 'wird nach 40 s akzeptiert',
    twice: 'wird akzeptiert, zweimal bestätigt',
    error: 'schlägt zweimal fehl, wird dann akzeptiert',
  },
  errors: {
    numberMissing: 'Geben Sie die Nummer Ihrer Karte ein.',
    numberInvalid: 'Diese Kartennummer ist nicht gültig. Prüfen Sie die Ziffern.',
    expiryMissing: 'Geben Sie das Ablaufdatum Ihrer Karte ein.',
    expiryInvalid: 'Geben Sie Monat und Jahr ein, zum Beispiel 04 / 30.',
    expired: 'Diese Karte ist abgelaufen.',
    cvcMissing: 'Geben Sie die Prüfnummer ein.',
    cvc3: 'Die Prüfnummer hat 3 Ziffern.',
    cvc4: 'Die Prüfnummer hat 4 Ziffern.',
    onlyTestCards: 'Dies ist ein Demo-Shop: Es werden nur Testkarten akzeptiert.',
    rejected: 'Diese Karte wurde nicht akzeptiert. Prüfen Sie Ihre Angaben.',
    unavailable:
      'Der Zahlungsanbieter ist nicht erreichbar. Es wurde nichts belastet. Versuchen Sie es gleich noch einmal.',
  },
};

export const cardTexts = { en, de };
