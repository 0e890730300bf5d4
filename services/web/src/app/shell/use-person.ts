/** The logged-in user; only inside RequireAuth. */
import { useOutletContext } from 'react-router';
import type { Person } from '../session/session-state.ts';

export const usePerson = (): Person => useOutletContext<{ readonly person: Person }>().person;
