/** Whether a commit may be in force: every file is valid, and so is what the files give together, in each profile. Pure. */
import { type ConfigurableService, runtimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { z } from 'zod';
import { layersOf, mergeLayers } from './layer-settings.ts';
import {
  type FileTexts,
  type ReadResult,
  readSettingFiles,
  type SettingFile,
  type Violation,
} from './setting-files.ts';

export function assessCommit(texts: FileTexts): ReadResult {
  const { files, violations } = readSettingFiles(texts);
  return { files, violations: violations.length > 0 ? violations : conflicts(files) };
}

/** Settings that are valid in each file but not together. */
function conflicts(files: readonly SettingFile[]): Violation[] {
  const profiles = new Set(files.map(({ profile }) => profile ?? 'default'));
  return services.flatMap((service) =>
    [...profiles].flatMap((profile) => {
      const layers = layersOf(service, [profile], files);
      try {
        mergeLayers(service, layers);
        return [];
      } catch (error) {
        const reason = `together with ${layers.slice(1).map(({ name }) => name)}: ${messageOf(error)}`;
        return [{ file: layers[0]?.name ?? `${service}.yml`, line: 1, reason }];
      }
    }),
  );
}

const services = Object.keys(runtimeSettings) as ConfigurableService[];

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return error instanceof Error ? error.message : String(error);
}
