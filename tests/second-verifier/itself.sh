#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The second verifier against published examples and the golden bytes, and its command line.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$here/node.sh"
"$node" "$here/itself.js"
