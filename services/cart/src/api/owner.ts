/** Whose cart a request is about: always the caller's own. */
import { CustomerId } from '@mambogo/contracts/ids.ts';
import type { Caller } from '@mambogo/service/verifier.ts';
import type { Owner } from '../store/cart-store.ts';

export const ownerOf = ({ subject }: Caller): Owner => CustomerId.parse(subject);
