/** English: security events. */
import { securityCodes } from './en-security-codes.ts';

export const security = {
  title: 'Security',
  text: 'Account and session events of the last 90 days. Repeated events are combined into one line.',
  elsewhere:
    'Blocked attacks, rejected requests and rate limits are not listed here: there can be millions during an attack. They are in the gateway’s log and metrics.',
  apiTokens: 'Your API tokens',
  what: 'Event',
  time: 'Time',
  outcome: 'Outcome',
  subject: 'Person',
  subjectId: 'Person ID',
  subjectFault: 'This is not a valid person ID.',
  nobody: 'Unknown',
  by: 'by',
  network: 'Network',
  count: 'Count',
  emptyTitle: 'No security events yet',
  nothingTitle: 'No security events match',
  nothingText: 'Choose another event or person, or clear the filters.',
  outcomes: { success: 'Succeeded', failure: 'Failed', refused: 'Rejected' },
  codes: securityCodes,
};
