/** A root Secret that is only held by its finalizer. */
import { type Condition, conditionTrue } from '../status/conditions.ts';

/** The shop works as before, so this blocks nothing; but the Secret can't be kept forever. */
export const withRootKeyDeletionWarning = (condition: Condition): Condition =>
  condition.type === 'SecretsReady' && condition.status === 'True'
    ? conditionTrue(
        'SecretsReady',
        'RootSecretDeleting',
        'the root Secret was deleted and only its finalizer keeps it: export it, remove the finalizer, and import it again',
      )
    : condition;
