/** Builds daprd and sentry from source, once per version and source: toolchain/dapr pins both, and has patches. */
import { type BuildDirs, buildGo, type GoTool } from './build-go.ts';

export const dapr = {
  name: 'dapr',
  seconds: 350,
  module: 'github.com/dapr/dapr',
  programs: { daprd: './daprd', sentry: './sentry' },
  stamps: (version: string) => ({
    'github.com/dapr/dapr/pkg/buildinfo.version': version,
    'github.com/dapr/kit/logger.DaprVersion': version,
  }),
} satisfies GoTool;

export type DaprPrograms = Awaited<ReturnType<typeof buildDapr>>;

export const buildDapr = (buildDirs: BuildDirs) => buildGo(dapr, buildDirs);
