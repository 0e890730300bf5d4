/** German: settings. */
import type { MerchantMessages } from './en.ts';

export const settings: MerchantMessages['settings'] = {
  title: 'Einstellungen',
  text: 'Anfragelimits, Zeitlimits, Funktionsschalter und Protokollstufen. Sie werden durch Commits im Git-Repository des Shops geändert und gelten innerhalb von zwei Sekunden.',
  inForce: 'In Kraft',
  noneInForce: 'Noch kein Commit. Alle Einstellungen haben ihren Standardwert.',
  nothingSet: 'Keine Datei ändert etwas: Alle Einstellungen haben ihren Standardwert.',
  refused: 'Der neueste Commit ist nicht in Kraft',
  refusedText: 'enthält Fehler, deshalb gelten die bisherigen Einstellungen weiter.',
  unreachable: (since) => `Das Repository ist seit ${since} nicht erreichbar. Die Einstellungen bleiben, wie sie sind.`,
  line: (n) => `Zeile ${n}`,
  history: 'Verlauf',
  emptyTitle: 'Noch keine Commits',
  change: 'Änderung',
  author: 'Autor',
  time: 'Zeit',
  commit: 'Commit',
  isInForce: 'In Kraft',
  notValid: 'Dieser Commit enthält Fehler',
  diff: 'Änderungen',
  noDiff: 'Dieser Commit ändert keine Datei.',
  rollBack: 'Auf diesen Stand zurücksetzen',
  rollBackTitle: (commit) => `Auf ${commit} zurücksetzen?`,
  rollBackText:
    'Alle Einstellungen entsprechen dann diesem Commit. Dafür entsteht ein neuer Commit in Ihrem Namen; der Verlauf bleibt erhalten.',
  rolledBack: 'Die Einstellungen wurden zurückgesetzt.',
};
