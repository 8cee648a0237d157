// SPDX-License-Identifier: Apache-2.0
// With CPC_TEST_STORE=postgres in the environment every test of this program that is not tagged
// [embedded] runs on PostgreSQL.
#include "tests/postgres/host.hpp"

namespace cpc::test {
namespace {

const bool asked = use_postgres_if_asked();

}  // namespace
}  // namespace cpc::test
