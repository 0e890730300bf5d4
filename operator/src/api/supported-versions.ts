/** Shop versions whose blueprint this operator contains. */
export const supportedVersions: readonly string[] = ['1.0.0'];
