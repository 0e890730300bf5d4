/** Provenance of an image: an in-toto statement with SLSA provenance, for the signer to attest. Pure. */

export interface Built {
  /** Without tag. */
  readonly image: string;
  /** `sha256:...` */
  readonly digest: string;
  readonly target: string;
  readonly commit: string;
  /** The work tree had uncommitted changes. */
  readonly changed: boolean;
  readonly repository: string;
  readonly build: string;
  readonly builder: string;
  /** By digest. */
  readonly bases: readonly string[];
  readonly finished: Date;
}

export const provenanceOf = (built: Built): unknown => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: built.image, digest: digestSet(built.digest) }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://mambogo.com/build/containerfile/v1',
      externalParameters: { containerfile: 'images/Containerfile', target: built.target },
      internalParameters: { build: built.build, uncommittedChanges: built.changed },
      resolvedDependencies: [
        { uri: `git+${built.repository}`, digest: { gitCommit: built.commit } },
        ...built.bases.map((base) => {
          const [name = '', digest = ''] = base.split('@');
          return { uri: `docker://${name}`, digest: digestSet(digest) };
        }),
      ],
    },
    runDetails: {
      builder: { id: `https://mambogo.com/builders/${built.builder}` },
      metadata: { invocationId: `${built.build}/${built.target}`, finishedOn: built.finished.toISOString() },
    },
  },
});

function digestSet(digest: string): Record<string, string> {
  const [algorithm = '', value = ''] = digest.split(':');
  if (!/^[0-9a-f]{64}$/.test(value)) throw new Error(`${digest} is not a digest`);
  return { [algorithm]: value };
}
