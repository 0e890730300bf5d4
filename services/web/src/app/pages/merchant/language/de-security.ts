/** German: security events. */
import { securityCodes } from './de-security-codes.ts';
import type { security as english } from './en-security.ts';

export const security: typeof english = {
  title: 'Sicherheit',
  text: 'Was mit Konten und Sitzungen geschah, 90 Tage lang. Was sich wiederholt, ist in einer Zeile zusammengefasst.',
  apiTokens: 'Ihre API-Token',
  what: 'Was geschah',
  time: 'Zeit',
  outcome: 'Ergebnis',
  subject: 'Person',
  subjectId: 'Kennung der Person',
  subjectFault: 'Das ist keine Kennung einer Person.',
  nobody: 'Unbekannt',
  by: 'durch',
  network: 'Netz',
  count: 'Anzahl',
  emptyTitle: 'Noch keine Sicherheitsereignisse',
  nothingTitle: 'Kein Sicherheitsereignis passt dazu',
  nothingText: 'Wählen Sie ein anderes Ereignis oder eine andere Person, oder löschen Sie die Filter.',
  outcomes: { success: 'Erfolgreich', failure: 'Fehlgeschlagen', refused: 'Abgelehnt' },
  codes: securityCodes,
};
