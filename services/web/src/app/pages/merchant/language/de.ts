/** German. */
import { categories } from './de-categories.ts';
import { letters } from './de-dead-letters.ts';
import { orders } from './de-orders.ts';
import { people } from './de-people.ts';
import { products } from './de-products.ts';
import { security } from './de-security.ts';
import { stock } from './de-stock.ts';
import type { MerchantMessages } from './en.ts';

export const messages: MerchantMessages = {
  common: {
    nav: 'Seiten der Verwaltung',
    areas: {
      overview: 'Übersicht',
      orders: 'Bestellungen',
      products: 'Produkte',
      stock: 'Bestand',
      letters: 'Unzustellbares',
      people: 'Personen',
      security: 'Sicherheit',
    },
    forbiddenTitle: 'Diese Seiten sind für Händler',
    forbiddenText:
      'Sie sind angemeldet, aber Ihr Konto hat am Betrieb des Ladens keinen Anteil. Wer ihn betreibt, kann Ihnen einen geben.',
    forbiddenArea: 'Ihr Konto darf an diesem Teil des Ladens nicht arbeiten.',
    loading: 'Wird geladen …',
    more: 'Mehr zeigen',
    back: 'Zurück',
    save: 'Speichern',
    optional: 'freiwillig',
    search: 'Suchen',
    filters: 'Filter',
    clear: 'Filter löschen',
    any: 'Egal',
    refresh: 'Noch einmal nachsehen',
    required: 'Bitte ausfüllen.',
    reason: 'Grund',
  },
  problems: {
    notAnyMore: 'Das geht nicht mehr: Die Bestellung ist weiter. Sie sehen sie, wie sie jetzt ist.',
    looksLikeAttack: 'Das Tor des Ladens hielt diesen Text für einen Angriff. Sagen Sie es mit anderen Worten.',
    inFlight:
      'An derselben Anfrage wird noch gearbeitet. Warten Sie kurz und drücken Sie noch einmal: Es geschieht einmal.',
    notTaken: (detail) => `Der Laden nahm es nicht an: ${detail}`,
  },
  overview: {
    title: 'Was Sie braucht',
    allWell: 'Nichts wartet auf Sie.',
    some: (n) => `${n} ${n === 1 ? 'Sache braucht' : 'Sachen brauchen'} Ihre Aufmerksamkeit.`,
    atLeast: (n) => `${n}+`,
    held: [
      'Zurückgelegt, unbezahlt',
      'Waren, die warten, bis der Kunde eine Zahlung freigibt oder eine andere Karte nimmt.',
    ],
    stuck: [
      'Festhängende Bestellungen',
      'Überfällig: nicht rechtzeitig bezahlt, oder am Ende ohne Antwort von Lager oder Geld.',
    ],
    ship: ['Zu versenden', 'Bezahlt und bestätigt: Die Ware kann aus dem Haus.'],
    low: ['Wird knapp', 'Nur noch wenige Stück, oder keines.'],
    letters: [
      'Unzustellbares',
      'Ereignisse, die ein Dienst nicht verarbeiten konnte. Sie warten auf einen neuen Versuch oder darauf, abgelegt zu werden.',
    ],
    broken: [
      'Bücher, die nicht stimmen',
      'Alle zehn Minuten geprüft: Bestellungen, Geld und Bestand müssen zusammenpassen, und nichts darf zu lange warten.',
    ],
    none: 'Keine',
    all: 'Alle ansehen',
    left: (n) => `noch ${n}`,
    unavailable: (services) => `Nicht zu fragen: ${services}`,
  },
  notes: {
    ofOrder: 'Notizen zu dieser Bestellung',
    ofCustomer: 'Notizen zu diesem Kunden',
    text: 'Nur für das Team. Kunden sehen sie nie, und sie lassen sich später nicht ändern.',
    add: 'Neue Notiz',
    save: 'Notiz hinzufügen',
  },
  orders,
  products,
  categories,
  stock,
  letters,
  people,
  security,
};
