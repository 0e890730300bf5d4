/** Mails in German. */
import type { Words } from './words.ts';

export const de: Words = {
  greeting: (name) => (name === undefined ? 'Guten Tag,' : `Hallo ${name},`),
  footer: (shop) => `Sie erhalten diese Nachricht wegen einer Bestellung bei ${shop}.`,
  orders: {
    'order-confirmed': {
      subject: (number) => `Bestellung ${number} ist bestätigt`,
      text: 'vielen Dank für Ihre Bestellung. Sie ist bezahlt, und wir machen sie versandfertig.',
    },
    'order-shipped': {
      subject: (number) => `Bestellung ${number} ist unterwegs`,
      text: 'Ihre Bestellung wurde versandt.',
    },
    'order-delivered': {
      subject: (number) => `Bestellung ${number} wurde zugestellt`,
      text: 'Ihre Bestellung wurde zugestellt. Wir hoffen, sie gefällt Ihnen.',
    },
    'order-cancelled': {
      subject: (number) => `Bestellung ${number} wurde storniert`,
      text: 'Ihre Bestellung wurde storniert.',
    },
    'order-refunded': {
      subject: (number) => `Erstattung zu Bestellung ${number}`,
      text: 'wir haben Ihnen Geld erstattet. Bis Ihre Bank es zeigt, kann es einige Tage dauern.',
    },
    'payment-needed': {
      subject: (number) => `Bestellung ${number} ist noch nicht bezahlt`,
      text: 'Ihre Bestellung ist für Sie reserviert, aber noch nicht bezahlt.',
    },
  },
  cancelled: {
    'out-of-stock': 'Etwas daraus war nicht mehr auf Lager.',
    'payment-failed': 'Die Zahlung ist nicht gelungen.',
    'payment-window': 'Sie wurde nicht rechtzeitig bezahlt.',
    'reservation-expired': 'Sie wurde nicht rechtzeitig bezahlt.',
    customer: 'Sie haben darum gebeten.',
    merchant: 'Der Shop musste sie stornieren.',
  },
  refundFollows: 'Was Sie bezahlt haben, wird erstattet.',
  payBefore: (time) => `Bitte zahlen Sie bis ${time}; danach wird sie storniert.`,
  cardDeclined: 'Ihre Karte wurde abgelehnt. Sie können es noch einmal oder mit einer anderen Karte versuchen.',
  confirmPayment: 'Ihre Bank bittet Sie, die Zahlung zu bestätigen.',
  total: 'Summe',
  including: (tax) => `darin ${tax}`,
  refund: 'Erstattung',
  refundedSoFar: 'Insgesamt erstattet',
  deliveredTo: 'Lieferung an',
  carrier: 'Versand mit',
  trackingNumber: 'Sendungsnummer',
  showOrder: 'Bestellung ansehen',
  pay: 'Jetzt bezahlen',
  passwordReset: {
    subject: 'Neues Passwort wählen',
    text: 'jemand hat ein neues Passwort für Ihr Konto angefordert. Über den Link unten wählen Sie eines.',
    expires: (time) => `Er gilt einmal, bis ${time}.`,
    notYou: 'Waren Sie das nicht, dann lassen Sie diese Nachricht liegen: Ihr Passwort bleibt, wie es ist.',
    button: 'Neues Passwort wählen',
    footer: (shop) => `Sie erhalten diese Nachricht, weil bei ${shop} ein neues Passwort angefordert wurde.`,
  },
};
