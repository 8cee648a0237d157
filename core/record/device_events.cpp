// SPDX-License-Identifier: Apache-2.0
#include "core/record/device_events.hpp"

#include "core/codec/codec.hpp"

namespace cpc::record {

Bytes encode_event(const LogOpened& event) {
    return codec::encode(event);
}

Bytes encode_event(const StorageFault& event) {
    return codec::encode(event);
}

Result<LogOpened> decode_log_opened(ByteView content) {
    return codec::decode<LogOpened>(content);
}

Result<StorageFault> decode_storage_fault(ByteView content) {
    return codec::decode<StorageFault>(content);
}

Result<void> check_content(ByteView content) {
    return codec::check_canonical(content);
}

}  // namespace cpc::record
