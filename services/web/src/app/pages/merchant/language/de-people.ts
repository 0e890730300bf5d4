/** German: people. */
import type { people as english } from './en-people.ts';

export const people: typeof english = {
  title: 'Personen',
  text: 'Alle, die hier ein Konto haben. Benutzernamen sind verschlüsselt; die Suche findet nur ganze Namen und Adressen.',
  search: 'Benutzername oder E-Mail',
  nothingTitle: 'Niemand hat diesen Namen oder diese Adresse',
  nothingText: 'Geben Sie den ganzen Benutzernamen oder die ganze E-Mail-Adresse ein.',
  emptyTitle: 'Noch hat niemand ein Konto',
  login: 'Benutzername',
  roles: 'Rollen',
  roleNames: { USER: 'Kundschaft', ADMIN: 'Administration' },
  secondFactor: 'Zweiter Faktor',
  yes: 'Ja',
  no: 'Nein',
  lastSeen: 'Zuletzt da',
  notLoggedIn: 'Nicht angemeldet',
  created: 'Konto seit',
  id: 'Kennung',
  you: 'Sie',
  orders: 'Bestellungen ansehen',
  securityEvents: 'Sicherheitsereignisse dieser Person',
  actions: 'Aktionen',
  freshText: 'Dabei werden Sie vielleicht gebeten zu bestätigen, dass Sie es sind.',
  end: {
    action: 'Überall abmelden',
    title: (login) => `${login} überall abmelden?`,
    text: 'Alle Sitzungen enden innerhalb von zwei Sekunden, auf allen Geräten. Eine neue Anmeldung ist möglich.',
    done: (login) => `${login} ist überall abgemeldet.`,
  },
  promote: {
    action: 'Zur Administration machen',
    title: (login) => `${login} Administrationsrechte geben?`,
    text: 'Damit ist in diesem Shop alles möglich: Preise ändern, Geld zurückzahlen und Personen verwalten.',
    done: (login) => `${login} hat jetzt Administrationsrechte.`,
  },
  demote: {
    action: 'Administrationsrechte entziehen',
    title: (login) => `${login} die Administrationsrechte entziehen?`,
    text: 'Die Händlerseiten sind dann nicht mehr zugänglich. Eigene Bestellungen bleiben.',
    done: (login) => `${login} hat keine Administrationsrechte mehr.`,
  },
};
