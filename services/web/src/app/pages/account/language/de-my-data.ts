/** German: the copy of one's data. */
import type { AccountMessages } from './en.ts';

export const myData: Pick<
  AccountMessages['account'],
  'data' | 'dataText' | 'dataTextElsewhere' | 'download' | 'collecting' | 'saved'
> = {
  data: 'Ihre Daten',
  dataText: 'Ihr Konto, Ihr Warenkorb und Ihre Bestellungen, als eine Datei in JSON.',
  dataTextElsewhere:
    'Ihr Warenkorb und Ihre Bestellungen als eine JSON-Datei. Ihr Konto führt der Anbieter, bei dem Sie sich anmelden: Fragen Sie dort danach.',
  download: 'Meine Daten herunterladen',
  collecting: (orders) =>
    orders === 0
      ? 'Wird gesammelt …'
      : `Wird gesammelt … bisher ${orders} ${orders === 1 ? 'Bestellung' : 'Bestellungen'}`,
  saved: (file) => `Gespeichert als ${file}`,
};
