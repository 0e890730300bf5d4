#!/bin/sh
# Copies a folder of the working tree into the running pods of services, and restarts the services.
#
#   sh tilt/sync.sh demo shop services/order order
#
# Needs the annotation mambogo.com/live-sources=true on the Storefront: otherwise the files are read-only.
set -eu
namespace=$1 shop=$2 folder=$3
shift 3
sent=

for service; do
  pods=$(kubectl --namespace "$namespace" get pods --output name --field-selector status.phase=Running \
    --selector "mambogo.com/storefront=$shop,mambogo.com/part=$service")
  [ -n "$pods" ] || { echo "no running pod of $service in $namespace" >&2; exit 1; }
  for pod in $pods; do
    tar --create --exclude=node_modules --exclude=dist --exclude='*.test.ts' --file - "$folder" |
      kubectl --namespace "$namespace" exec --stdin "$pod" --container "$service" -- \
        sh -c 'tar --extract --touch --no-same-owner --no-same-permissions --directory /shop --file - &&
          kill -TERM "$(cat /tmp/running.pid)"' &
    sent="$sent $!"
  done
done
for one in $sent; do wait "$one"; done
