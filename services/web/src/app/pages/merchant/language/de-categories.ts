/** German: categories. */
import type { MerchantMessages } from './en.ts';

export const categories: MerchantMessages['categories'] = {
  title: 'Kategorien',
  text: 'Die Kategorien bilden das Menü des Shops. Jedes Produkt gehört zu einer Kategorie.',
  emptyTitle: 'Noch keine Kategorien',
  emptyText: 'Legen Sie eine an: Jedes Produkt braucht eine Kategorie.',
  name: 'Name',
  slug: 'URL-Slug',
  slugHint: 'Bestandteil der Shop-URLs: Kleinbuchstaben, Ziffern und Bindestriche.',
  slugFault: 'Nur Kleinbuchstaben und Ziffern, getrennt durch einzelne Bindestriche.',
  taken: 'Eine andere Kategorie verwendet diesen Slug bereits.',
  actions: 'Aktionen',
  add: 'Kategorie anlegen',
  added: (name) => `Die Kategorie ${name} wurde angelegt.`,
  rename: 'Umbenennen',
  renameOf: (name) => `${name} umbenennen`,
  renameTitle: (name) => `${name} umbenennen`,
  renameText: 'Links auf die alte Adresse funktionieren weiter: Sie werden zur neuen weitergeleitet.',
  renamed: (name) => `Die Kategorie heißt jetzt ${name}.`,
  merge: 'Zusammenführen',
  mergeOf: (name) => `${name} mit einer anderen Kategorie zusammenführen`,
  mergeTitle: (name) => `${name} mit einer anderen Kategorie zusammenführen?`,
  mergeText:
    'Alle Produkte, auch eingestellte, werden in die andere Kategorie verschoben, und Links werden dorthin weitergeleitet. Diese Kategorie wird danach gelöscht.',
  into: 'Zusammenführen mit',
  choose: 'Kategorie auswählen',
  chooseTarget: 'Wählen Sie die Kategorie, in die die Produkte verschoben werden.',
  merged: (name, into) => `${name} wurde mit ${into} zusammengeführt.`,
  remove: 'Löschen',
  removeOf: (name) => `${name} löschen`,
  removeTitle: (name) => `${name} löschen?`,
  removeText:
    'Ihre Seite zeigt danach „nicht gefunden“. Damit Links weiter funktionieren, führen Sie die Kategorie stattdessen mit einer anderen zusammen.',
  moveTo: 'Produkte verschieben nach',
  nowhere: 'Sie enthält keine Produkte',
  hasProducts:
    'Diese Kategorie enthält Produkte, möglicherweise eingestellte. Wählen Sie die Kategorie, in die sie verschoben werden.',
  removed: (name) => `Die Kategorie ${name} wurde gelöscht.`,
};
