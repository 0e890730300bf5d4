/** Which test files run together. */
import { findTestFiles } from './find-test-files.ts';

export interface TestSet {
  /** Globs from the repository's root. */
  readonly files: readonly string[];
  /** Left out: files whose path begins with one of these. */
  readonly except: readonly string[];
}

export const runnerTests = 'local/runner/';

/** What needs a light cluster, and hardly the processor: it waits for controllers. */
const clusterFiles = [
  'operator/src/controller/**/*.test.ts',
  'operator/src/kube/record-event.test.ts',
  'local/cluster/light-cluster.test.ts',
  'local/chart/chart-install.test.ts',
];
const clusterPrefixes = clusterFiles.map((file) => file.replace('**/*.test.ts', ''));

/** Of the journeys' folder what needs no shop, or only its stores. */
const shopless = ['e2e/simulation/', 'e2e/mutants/', 'e2e/busy-service/'];

export const testSets = {
  /** Whatever can run beside anything. */
  units: {
    files: [
      '{packages,services,operator,local,docs,bench}/**/*.test.ts',
      ...shopless.map((one) => `${one}**/*.test.ts`),
    ],
    except: [runnerTests, ...clusterPrefixes],
  },
  /** One after the other, on a light cluster they share (`shared-cluster.ts`). */
  clusters: { files: clusterFiles, except: [] },
  /** One after the other, as each has the shop to itself. */
  journeys: { files: ['e2e/**/*.test.ts'], except: shopless },
  /** These start shops of their own: at the ports of the tests, and of chaos. */
  runner: { files: [`${runnerTests}*.test.ts`], except: [] },
  chaos: { files: ['e2e/chaos/*.chaos.ts'], except: [] },
  /** Attackers have the machine to themselves. */
  attacks: { files: ['e2e/security/availability/*.availability.ts'], except: [] },
} satisfies Record<string, TestSet>;

/** As a prefix of test files' paths, which is how they are chosen. */
export const hasTests = (root: string, path: string): boolean =>
  Object.values<TestSet>(testSets).some((set) => findTestFiles({ root, ...set, only: [path] }).length > 0);
