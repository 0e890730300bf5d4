/** An administrator's operations on dead letters. */
import { DeadLetter, DeadLetterPage, DeadLetterWithPayload, Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import type { z } from 'zod';
import type { Api } from './api.ts';

export function createDeadLetterClient(api: Api) {
  const path = (service: string, id: string) => `/api/v1/admin/dead-letters/${service}/${encodeURIComponent(id)}`;
  return {
    list: (query: Record<string, string>): Promise<z.infer<typeof DeadLetterPage>> =>
      api.get(`/api/v1/admin/dead-letters?${new URLSearchParams(query)}`, DeadLetterPage),
    read: (service: string, id: string) => api.get(path(service, id), DeadLetterWithPayload),
    replay: (service: string, id: string) => api.send('POST', `${path(service, id)}/replay`, undefined, DeadLetter),
    replayAll: (service: string) =>
      api.send('POST', `/api/v1/admin/dead-letters/${service}/replay`, undefined, Replayed),
    discard: (service: string, id: string, reason: string) =>
      api.send('POST', `${path(service, id)}/discard`, { reason }, DeadLetter),
  };
}
