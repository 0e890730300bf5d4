/** German: API tokens. */
import type { Messages } from './en.ts';

export const apiTokens: Messages['apiTokens'] = {
  title: 'API-Token',
  overview: 'Für Programme, die für Sie am Shop arbeiten',
  text: 'Mit der Client-ID und dem Geheimnis eines API-Tokens bekommt ein Programm Zugriffstoken für die API. Es darf, was angekreuzt ist, nie mehr als Sie selbst, und nichts, was eine neue Anmeldung verlangt.',
  none: 'Sie haben noch keine API-Token.',
  newTitle: 'Neues API-Token',
  name: 'Name',
  nameHint: 'Wer es benutzt, etwa „Import aus dem Lager“.',
  scopes: 'Was es darf',
  scopeNames: {
    'order:manage': 'Bestellungen lesen, versenden, zustellen und stornieren',
    'payment:process': 'Zahlungen erstatten',
    'product:write': 'Produkte und Kategorien anlegen und ändern',
    'stock:manage': 'Bestand lesen und ändern',
  },
  create: 'Token anlegen',
  created: (time) => `Angelegt ${time}`,
  used: (time) => `Zuletzt benutzt ${time}`,
  unused: 'Noch nicht benutzt',
  revoke: 'Widerrufen',
  revokeOf: (name) => `Widerrufen: ${name}`,
  revoked: 'Das Token ist widerrufen.',
  madeTitle: (name) => `API-Token: ${name}`,
  onceText: 'Kopieren Sie das Geheimnis jetzt: Es wird nicht noch einmal gezeigt.',
  clientId: 'Client-ID',
  secret: 'Geheimnis',
  curlText: 'Ein Zugriffstoken für 15 Minuten, in einer Shell:',
  kept: 'Ich habe es kopiert',
  faults: {
    name: 'Geben Sie einen Namen mit 1 bis 60 Zeichen ein.',
    scopes: 'Wählen Sie mindestens eines.',
    tooMany: 'Sie haben so viele API-Token, wie ein Konto haben kann. Widerrufen Sie zuerst eines.',
  },
};
