/**
 * A volume can be emptied behind its claim: a wiped disk, a provisioner that returned the same path again. Once a store holds
 * data, the operator sets `holds-data` in its ConfigMap; the start script then creates nothing on an empty volume, but writes
 * an id there, prints it as the termination message, and exits. The operator reads it from the pod's status, reports data loss
 * (`controller/data/detect-data-loss.ts`) and withdraws `holds-data`: the store starts empty, for its data to be restored.
 * Pure.
 */

/** Key in a store's ConfigMap; excluded from its hash, so that changing it restarts no pod. */
export const holdsDataFile = 'holds-data';

/** File with the id of an empty volume, until the volume is in use. */
const idFile = 'empty-id';
const emptyVolumeMessage = 'this volume held data and is empty now, under the id';

/** Shell functions. `begin_empty` runs before anything is created on an empty volume, `begun` after it. */
export const emptyVolumeScript = (folders: {
  readonly data: string;
  readonly config: string;
}): string => `begin_empty() {
  [ -s ${folders.config}/${holdsDataFile} ] || return 0
  [ -s ${folders.data}/${idFile} ] || cat /proc/sys/kernel/random/uuid > ${folders.data}/${idFile}
  read -r id < ${folders.data}/${idFile}
  echo "${emptyVolumeMessage} $id" >&2
  exit 1
}
begun() { rm -f ${folders.data}/${idFile}; }
`;

/** Entries of a volume that are no data: those of the file system, and the id. */
export const isEmptyScript = (data: string): string => `is_empty() {
  for entry in ${data}/*; do
    case "$entry" in
      ${data}/lost+found | ${data}/${idFile} | "${data}/*") ;;
      *) return 1 ;;
    esac
  done
}
`;

/** The id of an empty volume, from a container's termination message. */
export const emptyVolumeId = (message: string | undefined): string | undefined =>
  new RegExp(`${emptyVolumeMessage} ([0-9a-f-]{36})\\s*$`).exec(message ?? '')?.[1];
