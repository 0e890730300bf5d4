/** Resolves what a source file imports to files of the repository. Pure. */

/** Specifiers of static and dynamic imports and of re-exports. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\n]+)['"]/g)].flatMap(([, path]) => path ?? []);

/** Paths from the repository's root that an import in `from` can refer to: a package may keep its files in `src`. */
export function resolvePath(from: string, imported: string): string[] {
  if (imported.startsWith('.')) return [new URL(imported, `file:///${from}`).pathname.slice(1)];
  const [, name, rest] = /^@mambogo\/([^/]+)\/(.+)$/.exec(imported) ?? [];
  return name
    ? [`packages/${name}/src/${rest}`, `services/${name}/src/${rest}`, `${name}/${rest}`, `${name}/src/${rest}`]
    : [];
}
