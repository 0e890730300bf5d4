/** German: the download of personal data. */
import type { AccountMessages } from './en.ts';

export const myData: Pick<
  AccountMessages['account'],
  'data' | 'dataText' | 'dataTextElsewhere' | 'download' | 'collecting' | 'saved'
> = {
  data: 'Ihre Daten',
  dataText: 'Laden Sie Ihr Konto, Ihren Warenkorb und Ihre Bestellungen als JSON-Datei herunter.',
  dataTextElsewhere:
    'Laden Sie Ihren Warenkorb und Ihre Bestellungen als JSON-Datei herunter. Ihre Kontodaten liegen bei Ihrem Anmeldeanbieter; fordern Sie sie bitte dort an.',
  download: 'Meine Daten herunterladen',
  collecting: (orders) =>
    orders === 0
      ? 'Daten werden gesammelt …'
      : `Daten werden gesammelt … bisher ${orders} ${orders === 1 ? 'Bestellung' : 'Bestellungen'}`,
  saved: (file) => `Gespeichert als ${file}`,
};
