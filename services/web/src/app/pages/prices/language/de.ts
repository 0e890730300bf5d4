/** German: what an order costs. */
import type { PriceMessages } from './en.ts';

export const messages: PriceMessages = {
  items: 'Artikel',
  shipping: (method) => `Versand: ${method}`,
  free: 'Kostenlos',
  discount: (name, code) => (code ? `${name} (${code})` : name),
  added: (name, rate) => `${name} ${rate}`,
  included: (name, rate, amount) => `inkl. ${rate} ${name}: ${amount}`,
  total: 'Gesamtsumme',
  method: 'Versand',
  pickUp: 'Abholung:',
  notDelivered: 'Wir liefern nicht an diese Adresse. Bitte wählen Sie eine andere.',
  unavailable:
    'Die Gesamtsumme lässt sich gerade nicht berechnen, daher können Sie noch nicht bestellen. Ihr Warenkorb bleibt erhalten.',
  again: 'Erneut versuchen',
  code: 'Rabattcode',
  apply: 'Einlösen',
  remove: (code) => `${code} entfernen`,
  badCode: 'Ein Code hat 3 bis 30 Buchstaben, Ziffern und Bindestriche.',
  tooManyCodes: (n) => `Pro Bestellung sind höchstens ${n} Codes möglich.`,
  results: {
    applied: 'eingelöst',
    unknown: 'Diesen Code gibt es nicht.',
    'not-yet': 'Dieser Code ist noch nicht gültig.',
    expired: 'Dieser Code ist abgelaufen.',
    'minimum-value': (value) => `Dieser Code gilt ab einem Bestellwert von ${value}.`,
    'no-products': 'Dieser Code gilt für andere Produkte.',
  },
};
