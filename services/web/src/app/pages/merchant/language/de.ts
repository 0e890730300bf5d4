/** German texts. */
import { actions } from './de-actions.ts';
import { categories } from './de-categories.ts';
import { letters } from './de-dead-letters.ts';
import { orders } from './de-orders.ts';
import { people } from './de-people.ts';
import { pricing } from './de-pricing.ts';
import { products } from './de-products.ts';
import { security } from './de-security.ts';
import { settings } from './de-settings.ts';
import { stock } from './de-stock.ts';
import type { MerchantMessages } from './en.ts';

export const messages: MerchantMessages = {
  common: {
    nav: 'Händlerbereich',
    areas: {
      overview: 'Übersicht',
      orders: 'Bestellungen',
      products: 'Produkte',
      pricing: 'Preise',
      stock: 'Bestand',
      letters: 'Dead Letters',
      people: 'Personen',
      security: 'Sicherheit',
      actions: 'Aktionen',
      settings: 'Einstellungen',
    },
    forbiddenTitle: 'Zugang nur für Händler',
    forbiddenText:
      'Sie sind angemeldet, aber Ihr Konto hat keinen Zugang zum Händlerbereich. Bitten Sie einen Administrator um Zugang.',
    forbiddenArea: 'Ihr Konto hat keinen Zugang zu diesem Bereich.',
    loading: 'Wird geladen …',
    more: 'Mehr anzeigen',
    back: 'Zurück',
    save: 'Speichern',
    optional: 'optional',
    search: 'Suchen',
    filters: 'Filter',
    clear: 'Filter zurücksetzen',
    any: 'Alle',
    refresh: 'Aktualisieren',
    export: { csv: 'Als CSV exportieren', jsonl: 'Als JSON Lines exportieren' },
    required: 'Bitte füllen Sie dieses Feld aus.',
    reason: 'Grund',
  },
  problems: {
    notAnyMore:
      'Das ist nicht mehr möglich: Die Bestellung hat sich geändert. Die angezeigte Bestellung ist jetzt aktuell.',
    looksLikeAttack:
      'Die Firewall des Shops hat diesen Text als möglichen Angriff blockiert. Bitte formulieren Sie ihn um.',
    inFlight:
      'Dieselbe Anfrage wird noch bearbeitet. Warten Sie einen Moment und versuchen Sie es erneut: Sie wird nicht doppelt ausgeführt.',
    notTaken: (detail) => `Die Anfrage wurde abgelehnt: ${detail}`,
  },
  overview: {
    title: 'Handlungsbedarf',
    allWell: 'Derzeit ist nichts zu tun.',
    some: (n) => `${n} ${n === 1 ? 'Bereich erfordert' : 'Bereiche erfordern'} Ihre Aufmerksamkeit.`,
    atLeast: (n) => `${n}+`,
    held: ['Reserviert, unbezahlt', 'Der Kunde muss die Zahlung noch freigeben oder eine andere Karte verwenden.'],
    stuck: [
      'Festhängende Bestellungen',
      'Überfällig: nicht rechtzeitig bezahlt oder beendet ohne Antwort von Lager oder Zahlung.',
    ],
    ship: ['Versandbereit', 'Bezahlte und bestätigte Bestellungen.'],
    low: ['Niedriger Bestand', 'Produkte, von denen nur noch wenige oder keine Artikel übrig sind.'],
    letters: [
      'Dead Letters',
      'Ereignisse, die ein Dienst nicht verarbeiten konnte. Verarbeiten Sie sie erneut oder verwerfen Sie sie.',
    ],
    broken: [
      'Fehlgeschlagene Konsistenzprüfungen',
      'Prüfung alle zehn Minuten: Bestellungen, Zahlungen und Bestand müssen übereinstimmen, und nichts darf zu lange warten.',
    ],
    none: 'Keine',
    all: 'Alle ansehen',
    left: (n) => `noch ${n}`,
    unavailable: (services) => `Nicht verfügbar: ${services}`,
  },
  notes: {
    ofOrder: 'Notizen zu dieser Bestellung',
    ofCustomer: 'Notizen zu diesem Kunden',
    text: 'Nur intern. Kunden sehen diese Notizen nie, und sie lassen sich später nicht ändern.',
    add: 'Neue Notiz',
    save: 'Notiz hinzufügen',
  },
  orders,
  pricing,
  products,
  categories,
  stock,
  letters,
  people,
  security,
  actions,
  settings,
};
