/** The executable `kubectl_complete-mambogo`, which kubectl's shell completion asks for candidates. */
export const completionScript = `#!/bin/sh
exec kubectl mambogo __complete -- "$@"
`;
