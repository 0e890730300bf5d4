/**
 * Rules in CEL, for what JSON Schema can't express. They are metadata of the schema whose value they check, beside the refinement
 * that checks the same in files, and become `x-kubernetes-validations` in the CRD.
 */
export interface CelRule {
  readonly rule: string;
  readonly message: string;
}

/** For `.meta()`. */
export const cel = (...rules: readonly CelRule[]) => ({ 'x-kubernetes-validations': rules });
