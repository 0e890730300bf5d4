/** German: the states of an order. */
import type { AccountMessages, TitleAndText } from './en.ts';

const pair = (title: string, text: string): TitleAndText => [title, text];

export const texts: AccountMessages['texts'] = {
  checking: pair(
    'Ihre Artikel werden reserviert',
    'Das dauert einen Moment. Sie können diese Seite verlassen, Ihre Bestellung wird trotzdem bearbeitet.',
  ),
  paying: pair('Ihre Zahlung wird verarbeitet', 'Ihre Artikel sind reserviert. Das dauert meist nur wenige Sekunden.'),
  payingSlow: pair(
    'Die Zahlung dauert länger als üblich',
    'Wir versuchen es weiter; abgebucht wird nur einmal. Sie können diese Seite schließen und später wiederkommen.',
  ),
  action: pair(
    'Ihre Bank benötigt Ihre Freigabe',
    'Ihre Artikel bleiben reserviert, während Sie die Zahlung freigeben.',
  ),
  declined: (reason) => pair('Ihre Zahlung wurde abgelehnt', `${reason} Ihre Artikel sind weiterhin reserviert.`),
  confirmed: pair(
    'Bestellung bestätigt',
    'Ihre Zahlung ist eingegangen. Hier sehen Sie, wann Ihre Bestellung versandt wird.',
  ),
  shipped: (carrier) => pair('Ihre Bestellung ist unterwegs', `Versanddienst: ${carrier}`),
  delivered: pair('Ihre Bestellung wurde zugestellt', 'Wir wünschen Ihnen viel Freude damit.'),
  refunded: pair(
    'Ihre Bestellung wurde erstattet',
    'Der volle Betrag geht auf Ihre Karte. Bis zur Gutschrift kann es einige Tage dauern.',
  ),
  outOfStock: pair('Nicht genug auf Lager', 'Ihre Bestellung wurde storniert. Es wurde nichts abgebucht.'),
  paymentFailed: pair(
    'Die Zahlung ist fehlgeschlagen',
    'Ihre Bestellung wurde storniert. Falls Ihre Karte belastet wurde, wird der Betrag erstattet.',
  ),
  tooLate: pair(
    'Ihre Bestellung wurde nicht rechtzeitig bezahlt',
    'Sie wurde storniert. Abgebuchte Beträge werden erstattet.',
  ),
  cancelledByYou: pair('Sie haben diese Bestellung storniert', 'Gezahlte Beträge werden auf Ihre Karte erstattet.'),
  cancelledByShop: pair('Der Shop hat diese Bestellung storniert', 'Gezahlte Beträge werden auf Ihre Karte erstattet.'),
  failures: {
    card_declined: 'Ihre Bank hat die Karte abgelehnt.',
    insufficient_funds: 'Die Karte ist nicht ausreichend gedeckt.',
    invalid_token: 'Die Karte wurde nicht erkannt.',
    authentication_failed: 'Die Zahlung wurde von Ihrer Bank nicht freigegeben.',
    provider_refused: 'Der Zahlungsanbieter hat diese Zahlung abgelehnt.',
    payment_expired: 'Die Zahlung wurde nicht rechtzeitig abgeschlossen.',
    wrong_amount: 'Der Zahlungsanbieter hat einen abweichenden Betrag abgebucht. Er wird auf Ihre Karte erstattet.',
    not_processed: 'Der Zahlungsanbieter hat die Zahlung nicht verarbeitet.',
    order_cancelled: 'Die Bestellung wurde storniert, bevor sie bezahlt wurde.',
    other: 'Die Zahlung wurde abgelehnt.',
  },
};
