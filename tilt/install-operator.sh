#!/bin/sh
# Installs the operator's chart with the latest images, and prints its objects.
#
#   sh tilt/install-operator.sh mambogo-system demo [registry.example.com/shop]
set -eu
namespace=$1 shops=$2 registry=${3:-}
helm upgrade --install mambogo-operator charts/mambogo-operator --namespace "$namespace" --skip-crds \
  --set "namespaces={$shops}" --set "build=$(npm run --silent images -- --build-id)" ${registry:+--set "registry=$registry"} >&2
helm get manifest mambogo-operator --namespace "$namespace" | kubectl get --output yaml --filename -
