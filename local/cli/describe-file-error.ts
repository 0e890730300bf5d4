/** What the system says of a file, as a sentence that names the file and what to do. */
const messages: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist: check its name`,
  ENOTDIR: (path) => `${path} can't be there: a part of its path is a file, not a folder`,
  EISDIR: (path) => `${path} is a folder: name a file`,
  EACCES: (path) => `no permission for ${path}: run as its owner, or name another place`,
  EPERM: (path) => `no permission for ${path}: run as its owner, or name another place`,
  EROFS: (path) => `${path} is on a file system that can't be written: name another place`,
  ENOSPC: (path) => `the disk of ${path} is full: make room, or name another place`,
  EDQUOT: (path) => `the disk quota for ${path} is used up: make room, or name another place`,
  EEXIST: (path) => `${path} is there already: name another place`,
  ENAMETOOLONG: (path) => `${path} is too long for a file name`,
  ELOOP: (path) => `${path} is a link that leads to itself`,
};

/** undefined when the error is no such thing. @param shownPath the file as the person named it */
export function describeFileError(error: unknown, shownPath?: string): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const path = shownPath ?? ('dest' in error ? error.dest : 'path' in error ? error.path : undefined);
  return typeof path === 'string' ? messages[String(error.code)]?.(path) : undefined;
}
