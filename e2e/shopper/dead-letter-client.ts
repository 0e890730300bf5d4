/** An administrator's operations on dead letters. */
import {
  type Consumer,
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  replayDeadLetter,
  replayDeadLetters,
} from '@mambogo/contracts/api/dead-letters.ts';
import type { CallInput } from '@mambogo/contracts/client/endpoint.ts';
import type { Api } from './api.ts';

export const createDeadLetterClient = (api: Api) => ({
  list: (query: CallInput<typeof listDeadLetters>['query']) => api.call(listDeadLetters, { query }),
  read: (service: Consumer, id: string) => api.call(getDeadLetter, { params: { service, id } }),
  replay: (service: Consumer, id: string) => api.call(replayDeadLetter, { params: { service, id } }),
  replayAll: (service: Consumer) => api.call(replayDeadLetters, { params: { service } }),
  discard: (service: Consumer, id: string, reason: string) =>
    api.call(discardDeadLetter, { params: { service, id }, body: { reason } }),
});
