#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# 10,000 artefacts of the product judged by the second verifier and 10,000 of the second verifier
# judged by the product, whole ones and hurt ones: not one disagreement.
#
#     agreement.sh PEER [SEED [COUNT]]        PEER: the program second-verifier-peer
set -eu
peer=$1
seed=${2:-20261123}
count=${3:-10000}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/node.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/cpc-agreement-XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM

echo "The product's artefacts (seed $seed), judged by the second verifier:"
"$peer" make "$seed" "$count" >"$folder/product"
"$node" "$here/agree.js" compare "$folder/product"

echo "The second verifier's artefacts (seed $seed), judged by the product:"
"$node" "$here/agree.js" make "$seed" "$count" >"$folder/second"
"$peer" judge <"$folder/second" >"$folder/verdicts"
"$node" "$here/agree.js" compare "$folder/second" "$folder/verdicts"
