# SPDX-License-Identifier: Apache-2.0
# Finds Node, or says which package has it. Sourced.
# shellcheck shell=sh
# shellcheck disable=SC2034
node=$(command -v node || command -v nodejs) || {
    echo "Node is not installed; it is in the package nodejs (apt-get install nodejs)." >&2
    exit 1
}
