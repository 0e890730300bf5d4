/** English: security events. */
import { securityCodes } from './en-security-codes.ts';

export const security = {
  title: 'Security',
  text: 'What happened to accounts and sessions, kept for 90 days. Repeated events are summed up in one line.',
  apiTokens: 'Your API tokens',
  what: 'What happened',
  time: 'Time',
  outcome: 'Outcome',
  subject: 'Person',
  subjectId: 'Person’s id',
  subjectFault: 'This is no person’s id.',
  nobody: 'Unknown',
  by: 'by',
  network: 'Network',
  count: 'Count',
  emptyTitle: 'No security events yet',
  nothingTitle: 'No security event matches',
  nothingText: 'Choose another event or person, or clear the filters.',
  outcomes: { success: 'Succeeded', failure: 'Failed', refused: 'Refused' },
  codes: securityCodes,
};
