/** The customer of a verified token. */
import { CustomerId } from '@mambogo/contracts/ids.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';

export const customerIdOf = ({ subject }: Caller): CustomerId => CustomerId.parse(subject);
