/** Every attack. */
import { attacks } from './attacks/attacks.ts';
import { describeAttacks } from './describe-attacks.ts';

describeAttacks(attacks);
