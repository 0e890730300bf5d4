/**
 * Shell scripts of a Redis cluster's members. Image contract beyond that of a single Redis: `redis-cli`, `getent` and `timeout`.
 *
 * - `start.sh` writes the member's first configuration from the file `nodes`: all members with their ids and slots, without
 *   addresses. On an empty volume of a cluster that holds data, a member instead waits until its shard has failed over, and joins
 *   as a replica: an empty primary would empty its replica.
 * - `keep.sh` runs beside the server. It introduces the server to members whose address is unknown or does not respond, as all
 *   addresses change when pods are replaced. A replica that learned its primary's new address from others still follows the old
 *   one, and is made to follow its primary again. It returns the shard to its first primary once that has caught up, so that primaries
 *   stay on as many nodes as their pods were spread over.
 * - `stop.sh` hands the shard over before the server stops: no write is lost, and nobody waits for a failure to be detected.
 *
 * Pure.
 */
import { redisBusPort, storePorts } from '../model/cluster-placement.ts';
import { holdsDataFile } from './empty-volume.ts';
import { scriptPrelude, storeFolders } from './store-stateful-set.ts';

/** Of the user that manages the cluster, and by which replicas follow their primaries. */
export const clusterUser = 'cluster';
export const clusterPasswordFile = 'cluster-password';
export const nodesFile = 'nodes';
const nodesConf = `${storeFolders.data}/nodes.conf`;
const initial = `${storeFolders.config}/${nodesFile}`;
const { redis: client } = storePorts;
const bus = redisBusPort;

/** Seconds for which the first primary must have followed before the shard returns to it, in rounds of `keep.sh` of 5 s. */
const roundsUntilReturn = 6;

/**
 * @param service host name of the headless Service
 * @param name of the StatefulSet
 */
export const clusterScripts = (name: string, service: string, shards: number): Readonly<Record<string, string>> => ({
  'common.sh': `me=\${HOSTNAME##*-}
if [ "$me" -lt ${shards} ]; then partner=$((me + ${shards})); else partner=$((me - ${shards})); fi
host_of() { echo "${name}-$1.${service}"; }
id_of() { sed -n "$(($1 + 1))s/ .*//p" ${initial}; }
address_of() { getent ahostsv4 "$1" | { read -r address _ && echo "$address"; }; }
export REDISCLI_AUTH="$(cat ${storeFolders.secret}/${clusterPasswordFile})"
ask() {
  host=$1
  shift
  timeout 5 redis-cli --no-auth-warning --user ${clusterUser} --tls --cacert ${storeFolders.tls}/ca.crt -h "$host" -p ${client} "$@"
}
ask_me() { ask "$(address_of "$HOSTNAME")" "$@"; }
ask_partner() { ask "$(address_of "$(host_of "$partner")")" "$@"; }
`,
  'start.sh': `${scriptPrelude}. ${storeFolders.config}/common.sh
if [ ! -s ${nodesConf} ]; then
  mine=$(id_of "$me")
  if [ -s ${storeFolders.config}/${holdsDataFile} ]; then
    echo "this volume is empty: waiting until $(host_of "$partner") is the primary of the shard"
    until ask_partner info replication | grep -q role:master; do sleep 1; done
    sed -e 's/ noaddr,.*/ noaddr,master - 0 0 0 disconnected/' \\
      -e "s/^\\($mine\\) :0@0,\\(.*\\) noaddr,.*/\\1 :${client}@${bus},\\2 myself,slave $(id_of "$partner") 0 0 0 connected/" \\
      -e 's/^vars.*/vars currentEpoch 0 lastVoteEpoch 0/' ${initial} > ${nodesConf}.new
  else
    sed -e "s/^\\($mine\\) :0@0,\\(.*\\) noaddr,/\\1 :${client}@${bus},\\2 myself,/" ${initial} > ${nodesConf}.new
  fi
  mv ${nodesConf}.new ${nodesConf}
fi
sh ${storeFolders.config}/keep.sh &
exec redis-server ${storeFolders.secret}/redis.conf --cluster-announce-hostname "$(host_of "$me")" \\
  --cluster-announce-ip "$(address_of "$HOSTNAME")"
`,
  'keep.sh': `. ${storeFolders.config}/common.sh
followed=0
end=$(printf '\\r')
while kill -0 "$PPID"; do
  pause=5
  nodes=$(ask_me cluster nodes) || nodes=
  [ -n "$nodes" ] || pause=1
  while read -r id address flags followed_id _ _ _ link _; do
    case "$flags $link" in
      *myself*) primary=$followed_id && continue ;;
      *handshake*) continue ;;
      *noaddr* | *fail* | *disconnected) ;;
      *) continue ;;
    esac
    pause=1
    address=$(address_of "\${address##*,}")
    [ -z "$address" ] || ask_me cluster meet "$address" ${client} ${bus} > /dev/null
  done << NODES
$nodes
NODES
  replication=$(ask_me info replication)
  case "$replication" in
    *role:slave*master_link_status:up*) followed=$((followed + 1)) ;;
    *) followed=0 ;;
  esac
  case "$replication" in
    *master_link_status:down*)
      address=$(echo "$nodes" | sed -n "s/^$primary \\(.*\\):[0-9]*@.*/\\1/p")
      case "$replication" in
        *"master_host:$address$end"*) ;;
        *) [ -z "$address" ] || ask_me cluster replicate "$primary" > /dev/null ;;
      esac
      ;;
  esac
  if [ "$me" -lt ${shards} ] && [ "$followed" -ge ${roundsUntilReturn} ]; then
    ask_me cluster failover > /dev/null
    followed=0
  fi
  sleep "$pause"
done
`,
  'stop.sh': `. ${storeFolders.config}/common.sh
is_replica() { ask_me info replication | grep -q role:slave; }
is_replica && exit 0
ask_partner cluster failover | grep -q OK || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  is_replica && exit 0
  sleep 0.25
done
`,
  'ready.sh': `. ${storeFolders.config}/common.sh
state=$(printf 'cluster info\\ncluster nodes\\ninfo replication\\n' | ask_me)
case "$state" in *noaddr*) exit 1 ;; esac
case "$state" in *cluster_state:ok*role:master* | *cluster_state:ok*master_link_status:up*) exit 0 ;; esac
exit 1
`,
});
