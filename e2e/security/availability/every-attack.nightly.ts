/** Every attack, for longer. */
import { attacks } from './attacks/attacks.ts';
import { describeAttacks } from './describe-attacks.ts';

describeAttacks(attacks, 5);
