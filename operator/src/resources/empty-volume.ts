/**
 * A volume can be emptied behind its claim: a disk that was wiped, a provisioner that gave the same path again. Once a store holds
 * data the operator says so in its ConfigMap (`holds-data`); its start script then makes nothing on an empty volume, but writes an id
 * there, says it as its last words, and ends. The operator reads them in the pod's status, states that the data is lost
 * (`controller/lost-data.ts`) and takes `holds-data` back: the store begins empty, for its data to be restored. Pure.
 */

/** Of the ConfigMap of a store; no part of its digest, so that no pod is rolled by it. */
export const holdsDataFile = 'holds-data';

/** Where the id of an empty volume is, until it is in use. */
const idFile = 'empty-id';
const emptyVolumeMessage = 'this volume held data and is empty now, under the id';

/** Shell functions. `begin_empty` comes before anything is made on an empty volume, `begun` after it. */
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

/** Entries of a volume that are no data: what file systems make, and the id. */
export const isEmptyScript = (data: string): string => `is_empty() {
  for entry in ${data}/*; do
    case "$entry" in
      ${data}/lost+found | ${data}/${idFile} | "${data}/*") ;;
      *) return 1 ;;
    esac
  done
}
`;

/** The id of an empty volume, in the last words of a container. */
export const emptyVolumeId = (message: string | undefined): string | undefined =>
  new RegExp(`${emptyVolumeMessage} ([0-9a-f-]{36})\\s*$`).exec(message ?? '')?.[1];
