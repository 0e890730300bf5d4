/** React hook for the session. */
import { useSyncExternalStore } from 'react';
import { session } from './session.ts';
import type { SessionState } from './session-state.ts';

export const useSession = (): SessionState => useSyncExternalStore(session.subscribe, session.state);
