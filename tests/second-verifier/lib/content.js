// SPDX-License-Identifier: Apache-2.0
// An entry's content: opened with its own key, or with the conference's key that wraps it.
'use strict';
const { Damaged, sha256, u16 } = require('./bytes');
const { blake2b } = require('./blake2b');
const { xchacha_open, xchacha_seal } = require('./ciphers');
const cbor = require('./cbor');

const bound_to = (h) => Buffer.concat([h.log_id, h.conference, u16(h.type), h.nonce]);
const wrap_bound_to = (h) =>
    Buffer.concat([Buffer.from('cpc/rk/v1'), h.log_id, h.key_id, h.nonce]);

function check_digest(h, ciphertext) {
    if (ciphertext.length !== h.content_size || !sha256(ciphertext).equals(h.content_hash))
        throw new Damaged('the content is not the one that was signed', `entry ${h.seq}`);
}

function open(h, ciphertext, record_key) {
    const no = (what) => { throw new Damaged(what, `entry ${h.seq}, content`); };
    check_digest(h, ciphertext);
    const padded = xchacha_open(record_key, ciphertext, bound_to(h));
    if (!padded) no('it does not open');
    let end = padded.length;
    while (end > 0 && padded[end - 1] === 0) --end;
    const padding = padded.length - end + 1;
    if (end < 33 || padded[end - 1] !== 0x80 || padded.length % 256 !== 0 || padding > 256)
        no('it is not padded as it should be');
    const plain = padded.subarray(32, end - 1);
    if (!blake2b(32, plain, padded.subarray(0, 32)).equals(h.commitment))
        no('it is not what was signed');
    return plain;
}

function unwrap(h, wrap, conference_key) {
    const key = wrap.length === 72 ? xchacha_open(conference_key, wrap, wrap_bound_to(h)) : null;
    if (!key) throw new Damaged("the content's key does not open", `entry ${h.seq}`);
    return key;
}

function check_canonical(plain, seq) {
    try {
        cbor.decode(plain);
    } catch (error) {
        throw new Damaged(error.message, `entry ${seq}, content`);
    }
}

// For artefacts of our own making: sets the three fields and gives the ciphertext.
function seal(h, plain, { record_key, commitment_key, nonce, pad = 0 }) {
    const size = (Math.floor((32 + plain.length) / 256) + 1) * 256 + pad;
    const padded = Buffer.alloc(size);
    commitment_key.copy(padded);
    plain.copy(padded, 32);
    padded[32 + plain.length] = 0x80;
    h.commitment = blake2b(32, plain, commitment_key);
    const sealed = xchacha_seal(record_key, nonce, padded, bound_to(h));
    h.content_hash = sha256(sealed);
    h.content_size = sealed.length;
    return sealed;
}
const wrap = (h, record_key, conference_key, nonce) =>
    xchacha_seal(conference_key, nonce, record_key, wrap_bound_to(h));

module.exports = { open, unwrap, check_digest, check_canonical, seal, wrap };
