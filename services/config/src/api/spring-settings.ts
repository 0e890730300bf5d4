/**
 * GET /settings/{application}/{profile}[/{label}], and the same without `/settings`: the settings in the shape that clients of
 * Spring Cloud Config read. A label names a branch, tag or commit; without one, or with that of the branch, the commit in force
 * is served. Several profiles are separated by commas; a label's slashes are written `(_)`.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Express, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { assessCommit } from '../domain/assess-commit.ts';
import { layersOf } from '../domain/layer-settings.ts';
import { springEnvironment } from '../domain/spring-environment.ts';
import type { Snapshot } from '../worker/in-force.ts';

const name = /^[A-Za-z0-9_.-]{1,100}$/;

export function mountSpringSettings(app: Express, context: Pick<Context, 'inForce' | 'repository' | 'settings'>): void {
  const handler: RequestHandler<{ application: string; profile: string; label?: string }> = async (
    request,
    response,
  ) => {
    const { application, profile, label: encoded } = request.params;
    const profiles = profile.split(',');
    if (![application, ...profiles].every((text) => name.test(text)))
      throw new Problem(
        'validation',
        'names of applications and profiles are letters, digits, dots, dashes and underscores',
      );
    const label = encoded?.replaceAll('(_)', '/');
    const { commit, files, storefront } = await snapshotOf(context, label);
    response
      .set('cache-control', 'no-store')
      .json(
        springEnvironment(application, profiles, label, commit, layersOf(application, profiles, files, storefront)),
      );
  };
  for (const prefix of ['/settings', ''])
    for (const suffix of ['', '/:label']) app.get(`${prefix}/:application/:profile${suffix}`, handler);
}

async function snapshotOf(
  { inForce, repository, settings }: Pick<Context, 'inForce' | 'repository' | 'settings'>,
  label: string | undefined,
): Promise<Snapshot> {
  const current = inForce.snapshot();
  if (label === undefined || label === settings.GIT_BRANCH) {
    if (current) return current;
    throw new Problem('upstream-unavailable', 'the repository of the settings could not be read yet');
  }
  const commit = await repository.resolve(label);
  if (commit === undefined) throw new Problem('not-found', 'there is no branch, tag or commit of this name');
  if (commit === current?.commit) return current;
  const { files, violations } = assessCommit(await repository.files(commit));
  if (violations.length > 0)
    throw new Problem('unprocessable', 'this commit is not valid: the settings of others are served', { violations });
  return { commit, files, storefront: current?.storefront ?? {} };
}
