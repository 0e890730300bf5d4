/** Groups of test files that run together. */
import { findTestFiles } from './find-test-files.ts';

export interface TestSet {
  /** Globs from the repository's root. */
  readonly files: readonly string[];
  /** Excluded: files whose path starts with one of these. */
  readonly except: readonly string[];
}

export const runnerTests = 'local/runner/';

/** Files that need a light cluster and little CPU: they wait for controllers. */
const clusterFiles = [
  'operator/src/controller/**/*.test.ts',
  'operator/src/kube/record-event.test.ts',
  'local/cluster/light-cluster.test.ts',
  'local/chart/chart-install.test.ts',
  'kubectl/src/plugin-in-cluster.test.ts',
];
const clusterPrefixes = clusterFiles.map((file) => file.replace('**/*.test.ts', ''));

/** Files in e2e that need no shop, or only its stores. */
const shopless = ['e2e/simulation/', 'e2e/mutants/', 'e2e/busy-service/'];

/** Those of the runner's tests that follow chaos, so that both lanes take about the same time. */
const afterChaos = ['lost-broker', 'stores-restart'].map((name) => `${runnerTests}${name}.test.ts`);

/** Long versions of tests that share a shop. */
const nightlyOnShop = ['e2e/browser/*.nightly.ts', 'e2e/simulation/**/*.nightly.ts', 'e2e/last-units.nightly.ts'];
const nightlyPrefixes = nightlyOnShop.map((file) => file.replace(/\*.*/, ''));

export const testSets = {
  /** Can run in parallel with anything, like the two sets after it: three, so that the lanes take about the same time. */
  units: { files: ['{packages,services}/**/*.test.ts'], except: [] },
  /** Follow the journeys. */
  toolUnits: { files: ['{kubectl,local,docs,bench}/**/*.test.ts'], except: [runnerTests, ...clusterPrefixes] },
  /** Follow the units: what needs a cluster takes as long as both. */
  operatorUnits: {
    files: ['operator/**/*.test.ts', ...shopless.map((one) => `${one}**/*.test.ts`)],
    except: clusterPrefixes,
  },
  /** Sequential, on a shared light cluster (`shared-cluster.ts`). */
  clusters: { files: clusterFiles, except: [] },
  /** Sequential, as each has the shop's services to itself; only unit tests use its stores meanwhile. */
  journeys: { files: ['e2e/**/*.test.ts'], except: shopless },
  /** These start their own shops, in two lanes. */
  runner: { files: [`${runnerTests}*.test.ts`], except: afterChaos },
  chaos: { files: ['e2e/chaos/*.chaos.ts', ...afterChaos], except: [] },
  /** Attacks run without any other load on the machine. */
  attacks: { files: ['e2e/security/availability/*.availability.ts'], except: [] },
  /** Only by `npm run nightly`: the same tests as above, with every case instead of one of each kind. */
  nightly: { files: ['{e2e,operator,local,services}/**/*.nightly.ts'], except: nightlyPrefixes },
  nightlyOnShop: { files: nightlyOnShop, except: [] },
} satisfies Record<string, TestSet>;

export const namedSet = (name: keyof typeof testSets): TestSet & { readonly name: string } => ({
  name,
  ...testSets[name],
});

/** Prefixes of test files' paths, by which they are selected. */
export const hasTests = (root: string, path: string): boolean =>
  Object.entries<TestSet>(testSets).some(
    ([name, set]) => !name.startsWith('nightly') && findTestFiles({ root, ...set, only: [path] }).length > 0,
  );
