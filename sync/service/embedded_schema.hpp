// SPDX-License-Identifier: Apache-2.0
// The embedded store's tables. Grown from the security design's appendix B; the same rules are to
// hold in PostgreSQL. Every table gets two triggers that refuse UPDATE and DELETE.
#pragma once

#include <array>
#include <cstdint>

namespace cpc::service {

inline constexpr std::uint64_t embedded_format = 3;

inline constexpr const char* embedded_schema = R"sql(
CREATE TABLE format(version INTEGER PRIMARY KEY) STRICT;
CREATE TABLE log(
    log_id BLOB PRIMARY KEY CHECK (length(log_id) = 32),
    device_key BLOB NOT NULL UNIQUE CHECK (length(device_key) = 32),
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    enrolled_ms INTEGER NOT NULL,
    region TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE freeze(
    log_id BLOB PRIMARY KEY REFERENCES log(log_id),
    why TEXT NOT NULL,
    at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entry(
    log_id BLOB NOT NULL REFERENCES log(log_id),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 280 AND 680)
        CHECK ((length(bytes) - 280) % 100 = 0)
        CHECK (substr(bytes, 1, 8) = x'435043454e543031')
        CHECK (substr(bytes, 9, 32) = log_id)
        CHECK (hex(substr(bytes, 41, 8)) = printf('%016X', seq))
        CHECK (substr(bytes, 277, 4) = x'00000000'),
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
    nonce BLOB NOT NULL CHECK (nonce = substr(bytes, 153, 16)),
    PRIMARY KEY (log_id, seq),
    UNIQUE (log_id, nonce)) STRICT, WITHOUT ROWID;
CREATE TRIGGER entry_no_gap BEFORE INSERT ON entry
    WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry WHERE log_id = NEW.log_id)
    BEGIN SELECT RAISE(ABORT, 'gap'); END;
CREATE TABLE content(
    log_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    ciphertext BLOB NOT NULL,
    key_wrap BLOB NOT NULL CHECK (length(key_wrap) = 72),
    PRIMARY KEY (log_id, seq),
    FOREIGN KEY (log_id, seq) REFERENCES entry(log_id, seq)) STRICT;
CREATE TABLE conference_key(
    log_id BLOB NOT NULL REFERENCES log(log_id),
    conference BLOB NOT NULL CHECK (length(conference) = 16),
    key_id BLOB NOT NULL CHECK (length(key_id) = 16),
    wrapped BLOB NOT NULL,
    PRIMARY KEY (log_id, conference, key_id)) STRICT;
CREATE TABLE signer(
    log_id BLOB NOT NULL,
    kid BLOB NOT NULL CHECK (length(kid) = 32),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    first_seq INTEGER NOT NULL,
    PRIMARY KEY (log_id, kid),
    FOREIGN KEY (log_id, first_seq) REFERENCES entry(log_id, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE receipt(
    place INTEGER PRIMARY KEY CHECK (place >= 0),
    bundle BLOB NOT NULL UNIQUE CHECK (length(bundle) = 16),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    log_id BLOB NOT NULL REFERENCES log(log_id),
    from_seq INTEGER NOT NULL,
    to_seq INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    manifest BLOB NOT NULL,
    manifest_signature BLOB NOT NULL CHECK (length(manifest_signature) = 64),
    shown_token BLOB NOT NULL CHECK (length(shown_token) = 32),
    next_token BLOB NOT NULL UNIQUE CHECK (length(next_token) = 32),
    text TEXT NOT NULL) STRICT;
CREATE INDEX receipt_by_log ON receipt(log_id, place);
CREATE TRIGGER receipt_no_gap BEFORE INSERT ON receipt
    WHEN NEW.place <> (SELECT coalesce(max(place) + 1, 0) FROM receipt)
    BEGIN SELECT RAISE(ABORT, 'gap'); END;
CREATE TABLE rejection(
    id INTEGER PRIMARY KEY,
    bundle BLOB NOT NULL,
    digest BLOB NOT NULL,
    device_kid BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    UNIQUE (digest, code)) STRICT;
CREATE TABLE evidence(
    id INTEGER PRIMARY KEY,
    log_id BLOB NOT NULL REFERENCES log(log_id),
    bundle BLOB NOT NULL,
    seq INTEGER NOT NULL,
    rival BLOB NOT NULL,
    manifest BLOB NOT NULL,
    manifest_signature BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    UNIQUE (log_id, seq, rival)) STRICT;
CREATE TABLE notice(
    id INTEGER PRIMARY KEY,
    log_id BLOB NOT NULL REFERENCES log(log_id),
    at_ms INTEGER NOT NULL,
    text TEXT NOT NULL) STRICT;
)sql";

// From format 1, which knew no regions.
inline constexpr const char* embedded_from_1 =
    "ALTER TABLE log ADD COLUMN region TEXT NOT NULL DEFAULT ''";

// From format 2, which knew nothing of the people at the centre.
inline constexpr const char* embedded_office = R"sql(
CREATE TABLE office(
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    about BLOB NOT NULL CHECK (length(about) <= 64),
    at_ms INTEGER NOT NULL,
    content BLOB NOT NULL) STRICT;
CREATE INDEX office_by_kind ON office(kind, about, number);
)sql";

inline constexpr std::array<const char*, 12> embedded_tables = {
    "format", "log",     "freeze",    "entry",    "content", "conference_key",
    "signer", "receipt", "rejection", "evidence", "notice",  "office"};

}  // namespace cpc::service
