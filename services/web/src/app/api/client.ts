/** The API client of this page, with the tokens of its session. */
import { session } from '../session/session.ts';
import { createClient } from './create-client.ts';

/** What sends the requests; the server replaces it by calls through its sidecar. */
export const transport: { fetch: (path: string, init: RequestInit) => Promise<Response> } = {
  fetch: (path, init) => fetch(path, init),
};

export const api = createClient(
  {
    current: () => session.token(),
    renewed: (refused) => session.renewedToken(refused),
  },
  (path, init) => transport.fetch(path, init),
);
