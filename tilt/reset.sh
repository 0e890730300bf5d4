#!/bin/sh
# Deletes a shop with all its data, and lets Tilt apply it again.
set -eu
namespace=$1 shop=$2
if kubectl --namespace "$namespace" get storefront "$shop" >/dev/null 2>&1; then
  kubectl --namespace "$namespace" patch storefront "$shop" --type=merge --patch '{"spec":{"deletionPolicy":"Delete"}}'
  kubectl --namespace "$namespace" delete storefront "$shop" --timeout=180s
fi
tilt trigger storefront
