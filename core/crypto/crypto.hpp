// SPDX-License-Identifier: Apache-2.0
// Everything of core/crypto in one include, and the call that must come first.
#pragma once

#include "core/crypto/aead.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/crypto/layout.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/pin.hpp"
#include "core/crypto/secret.hpp"
#include "core/crypto/sign.hpp"
#include "core/crypto/stream.hpp"
