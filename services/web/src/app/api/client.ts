/** The client of this page: its tokens are the session's. */
import { session } from '../session/session.ts';
import { createClient } from './create-client.ts';

export const api = createClient({
  current: () => session.token(),
  renewed: (refused) => session.renewedToken(refused),
});
