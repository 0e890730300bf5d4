/** Shop versions whose blueprint this operator contains, oldest first: its own, and the one before it. */
import { carriedVersions } from '@mambogo/blueprint/versions.ts';

export const supportedVersions: readonly string[] = carriedVersions;
