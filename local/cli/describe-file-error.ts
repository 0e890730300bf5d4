/** Describes a file system error as a sentence that names the file and what to do. */
const messages: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist: check its name`,
  ENOTDIR: (path) => `${path} cannot exist: a part of its path is a file, not a folder`,
  EISDIR: (path) => `${path} is a folder: name a file`,
  EACCES: (path) => `no permission for ${path}: run as its owner, or name another path`,
  EPERM: (path) => `no permission for ${path}: run as its owner, or name another path`,
  EROFS: (path) => `${path} is on a file system that is read-only: name another path`,
  ENOSPC: (path) => `the disk of ${path} is full: free some space, or name another path`,
  EDQUOT: (path) => `the disk quota for ${path} is used up: free some space, or name another path`,
  EEXIST: (path) => `${path} already exists: name another path`,
  ENAMETOOLONG: (path) => `${path} is too long for a file name`,
  ELOOP: (path) => `${path} is a symbolic link that points to itself`,
};

/** undefined for other errors. @param shownPath the file as the user named it */
export function describeFileError(error: unknown, shownPath?: string): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const path = shownPath ?? ('dest' in error ? error.dest : 'path' in error ? error.path : undefined);
  return typeof path === 'string' ? messages[String(error.code)]?.(path) : undefined;
}
