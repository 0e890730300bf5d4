/** React hook for the session. */
import { useSyncExternalStore } from 'react';
import { session } from './session.ts';
import type { SessionState } from './session-state.ts';

/** Pages are rendered on the server for everybody alike: who is logged in is known after the page is hydrated. */
const unknown: SessionState = { status: 'unknown' };

export const useSession = (): SessionState => useSyncExternalStore(session.subscribe, session.state, () => unknown);
