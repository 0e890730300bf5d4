/** The API client of this page, with the tokens of its session. */
import { session } from '../session/session.ts';
import { createClient } from './create-client.ts';

export const api = createClient({
  current: () => session.token(),
  renewed: (refused) => session.renewedToken(refused),
});
