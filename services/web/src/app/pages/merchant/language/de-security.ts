/** German: security events. */
import { securityCodes } from './de-security-codes.ts';
import type { security as english } from './en-security.ts';

export const security: typeof english = {
  title: 'Sicherheit',
  text: 'Konto- und Sitzungsereignisse der letzten 90 Tage. Wiederholte Ereignisse sind in einer Zeile zusammengefasst.',
  elsewhere:
    'Abgewehrte Angriffe, abgelehnte Anfragen und Ratenbegrenzungen stehen nicht hier, weil es während eines Angriffs Millionen sein können. Sie stehen im Log und in den Metriken des Gateways.',
  apiTokens: 'Ihre API-Token',
  what: 'Ereignis',
  time: 'Zeitpunkt',
  outcome: 'Ergebnis',
  subject: 'Person',
  subjectId: 'Personen-ID',
  subjectFault: 'Das ist keine gültige Personen-ID.',
  nobody: 'Unbekannt',
  by: 'durch',
  network: 'Netz',
  count: 'Anzahl',
  emptyTitle: 'Noch keine Sicherheitsereignisse',
  nothingTitle: 'Keine passenden Sicherheitsereignisse',
  nothingText: 'Wählen Sie ein anderes Ereignis oder eine andere Person, oder setzen Sie die Filter zurück.',
  outcomes: { success: 'Erfolgreich', failure: 'Fehlgeschlagen', refused: 'Abgelehnt' },
  codes: securityCodes,
};
