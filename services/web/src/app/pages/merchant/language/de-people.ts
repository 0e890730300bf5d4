/** German: people. */
import type { people as english } from './en-people.ts';

export const people: typeof english = {
  title: 'Personen',
  text: 'Alle Personen mit einem Konto. Benutzernamen sind verschlüsselt; die Suche findet nur vollständige Namen und E-Mail-Adressen.',
  search: 'Benutzername oder E-Mail',
  nothingTitle: 'Kein Konto mit diesem Namen oder dieser Adresse',
  nothingText: 'Geben Sie den vollständigen Benutzernamen oder die vollständige E-Mail-Adresse ein.',
  emptyTitle: 'Noch keine Konten',
  login: 'Benutzername',
  roles: 'Rollen',
  roleNames: { USER: 'Kunde', ADMIN: 'Administrator' },
  secondFactor: 'Zweiter Faktor',
  yes: 'Ja',
  no: 'Nein',
  lastSeen: 'Zuletzt aktiv',
  notLoggedIn: 'Nicht angemeldet',
  created: 'Konto seit',
  id: 'ID',
  you: 'Sie',
  orders: 'Bestellungen dieser Person',
  securityEvents: 'Sicherheitsereignisse dieser Person',
  actions: 'Aktionen',
  freshText: 'Für diese Aktionen müssen Sie möglicherweise Ihre Identität bestätigen.',
  end: {
    action: 'Überall abmelden',
    title: (login) => `${login} überall abmelden?`,
    text: 'Alle Sitzungen enden innerhalb von zwei Sekunden, auf allen Geräten. Eine neue Anmeldung ist möglich.',
    done: (login) => `${login} wurde überall abgemeldet.`,
  },
  promote: {
    action: 'Administratorrechte geben',
    title: (login) => `${login} Administratorrechte geben?`,
    text: 'Damit ist in diesem Shop alles erlaubt: Preise ändern, Zahlungen erstatten und Personen verwalten.',
    done: (login) => `${login} hat jetzt Administratorrechte.`,
  },
  demote: {
    action: 'Administratorrechte entziehen',
    title: (login) => `${login} die Administratorrechte entziehen?`,
    text: 'Der Händlerbereich ist dann nicht mehr zugänglich. Eigene Bestellungen bleiben erhalten.',
    done: (login) => `${login} hat keine Administratorrechte mehr.`,
  },
};
