// SPDX-License-Identifier: Apache-2.0
// What libsodium has and Node has not, built on what Node has: XChaCha20-Poly1305, sealed boxes
// (X25519, HSalsa20, XSalsa20-Poly1305) and the secretstream. Every function that opens gives the
// plaintext or null. Sources: RFC 8439, draft-irtf-cfrg-xchacha, and FORMAT.md / PROTOCOL.md.
'use strict';
const crypto = require('node:crypto');
const { blake2b } = require('./blake2b');

const sigma = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];
const words_of = (bytes) =>
    Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(i * 4));
const bytes_of = (words) => {
    const out = Buffer.alloc(words.length * 4);
    words.forEach((word, i) => out.writeUInt32LE(word >>> 0, i * 4));
    return out;
};
const turn = (word, bits) => (word << bits) | (word >>> (32 - bits));

function quarter_chacha(x, a, b, c, d) {
    x[a] = (x[a] + x[b]) | 0; x[d] = turn(x[d] ^ x[a], 16);
    x[c] = (x[c] + x[d]) | 0; x[b] = turn(x[b] ^ x[c], 12);
    x[a] = (x[a] + x[b]) | 0; x[d] = turn(x[d] ^ x[a], 8);
    x[c] = (x[c] + x[d]) | 0; x[b] = turn(x[b] ^ x[c], 7);
}
function hchacha20(key, input) {
    const x = [...sigma, ...words_of(key), ...words_of(input)];
    for (let i = 0; i < 10; ++i) {
        for (let k = 0; k < 4; ++k) quarter_chacha(x, k, 4 + k, 8 + k, 12 + k);
        for (let k = 0; k < 4; ++k)
            quarter_chacha(x, k, 4 + (k + 1) % 4, 8 + (k + 2) % 4, 12 + (k + 3) % 4);
    }
    return bytes_of([...x.slice(0, 4), ...x.slice(12, 16)]);
}

function quarter_salsa(x, a, b, c, d) {
    x[b] ^= turn((x[a] + x[d]) | 0, 7);
    x[c] ^= turn((x[b] + x[a]) | 0, 9);
    x[d] ^= turn((x[c] + x[b]) | 0, 13);
    x[a] ^= turn((x[d] + x[c]) | 0, 18);
}
function salsa_state(key, input) {
    const k = words_of(key);
    const n = words_of(input);
    return [sigma[0], k[0], k[1], k[2], k[3], sigma[1], n[0], n[1], n[2], n[3], sigma[2], k[4],
        k[5], k[6], k[7], sigma[3]];
}
function salsa_rounds(state) {
    const x = [...state];
    for (let i = 0; i < 10; ++i) {
        for (let k = 0; k < 4; ++k)
            quarter_salsa(x, 5 * k, (5 * k + 4) % 16, (5 * k + 8) % 16, (5 * k + 12) % 16);
        for (let k = 0; k < 4; ++k) {
            const row = (i4) => 4 * k + (k + i4) % 4;
            quarter_salsa(x, row(0), row(1), row(2), row(3));
        }
    }
    return x;
}
function hsalsa20(key, input) {
    const x = salsa_rounds(salsa_state(key, input));
    return bytes_of([x[0], x[5], x[10], x[15], x[6], x[7], x[8], x[9]]);
}
function xsalsa20(key, nonce, size) {
    const inner = hsalsa20(key, nonce.subarray(0, 16));
    const blocks = [];
    for (let counter = 0; blocks.length * 64 < size; ++counter) {
        const input = Buffer.alloc(16);
        nonce.copy(input, 0, 16, 24);
        input.writeUInt32LE(counter, 8);
        const state = salsa_state(inner, input);
        const x = salsa_rounds(state);
        blocks.push(bytes_of(x.map((word, i) => (word + state[i]) | 0)));
    }
    return Buffer.concat(blocks).subarray(0, size);
}

const number_le = (bytes) => BigInt('0x' + (Buffer.from(bytes).reverse().toString('hex') || '0'));
function poly1305(key, message) {
    const p = (1n << 130n) - 5n;
    const r = number_le(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
    let sum = 0n;
    for (let i = 0; i < message.length; i += 16) {
        const part = message.subarray(i, i + 16);
        sum = (sum + number_le(part) + (1n << BigInt(8 * part.length))) * r % p;
    }
    const tag = (sum + number_le(key.subarray(16, 32))) & ((1n << 128n) - 1n);
    return Buffer.from(tag.toString(16).padStart(32, '0'), 'hex').reverse();
}

const xor = (a, b) => Buffer.from(a.map((byte, i) => byte ^ b[i]));

// Node's ChaCha20 takes a block counter (little-endian) and the 12-byte nonce as one.
function chacha20(key, counter, nonce12, bytes) {
    const iv = Buffer.alloc(16);
    iv.writeUInt32LE(counter);
    nonce12.copy(iv, 4);
    return crypto.createCipheriv('chacha20', key, iv).update(bytes);
}

// ciphertext = nonce 24 ‖ encrypted ‖ tag 16
function xchacha_parts(key, nonce) {
    return {
        inner: hchacha20(key, nonce.subarray(0, 16)),
        nonce12: Buffer.concat([Buffer.alloc(4), nonce.subarray(16, 24)]),
    };
}
function xchacha_open(key, sealed, associated) {
    if (sealed.length < 40) return null;
    const { inner, nonce12 } = xchacha_parts(key, sealed.subarray(0, 24));
    const cipher = crypto.createDecipheriv('chacha20-poly1305', inner, nonce12,
        { authTagLength: 16 });
    cipher.setAAD(associated);
    cipher.setAuthTag(sealed.subarray(sealed.length - 16));
    const plain = cipher.update(sealed.subarray(24, sealed.length - 16));
    try {
        cipher.final();
        return plain;
    } catch {
        return null;
    }
}
function xchacha_seal(key, nonce, plain, associated) {
    const { inner, nonce12 } = xchacha_parts(key, nonce);
    const cipher = crypto.createCipheriv('chacha20-poly1305', inner, nonce12,
        { authTagLength: 16 });
    cipher.setAAD(associated);
    const out = cipher.update(plain);
    cipher.final();
    return Buffer.concat([nonce, out, cipher.getAuthTag()]);
}

const b64url = (bytes) => Buffer.from(bytes).toString('base64url');
function x25519_public(secret) {
    const key = crypto.createPrivateKey({ key: Buffer.concat([
        Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]),
    format: 'der', type: 'pkcs8' });
    return Buffer.from(crypto.createPublicKey(key).export({ format: 'jwk' }).x, 'base64url');
}
// The shared key of a crypto_box, or null where X25519 gives zero.
function box_key(secret, their_public) {
    try {
        const mine = { kty: 'OKP', crv: 'X25519', d: b64url(secret), x: b64url(x25519_public(secret)) };
        const theirs = { kty: 'OKP', crv: 'X25519', x: b64url(their_public) };
        const shared = crypto.diffieHellman({
            privateKey: crypto.createPrivateKey({ key: mine, format: 'jwk' }),
            publicKey: crypto.createPublicKey({ key: theirs, format: 'jwk' }),
        });
        return hsalsa20(shared, Buffer.alloc(16));
    } catch {
        return null;
    }
}
// sealed = one-time public key 32 ‖ tag 16 ‖ encrypted
function box_parts(key, one_time, to, size) {
    const stream = xsalsa20(key, blake2b(24, Buffer.concat([one_time, to])), 32 + size);
    return { mac_key: stream.subarray(0, 32), mask: stream.subarray(32) };
}
function sealed_box_open(secret, sealed) {
    if (sealed.length < 48) return null;
    const one_time = sealed.subarray(0, 32);
    const key = box_key(secret, one_time);
    if (!key) return null;
    const body = sealed.subarray(48);
    const { mac_key, mask } = box_parts(key, one_time, x25519_public(secret), body.length);
    if (!crypto.timingSafeEqual(poly1305(mac_key, body), sealed.subarray(32, 48))) return null;
    return xor(body, mask);
}
function sealed_box_seal(to, plain, one_time_secret) {
    const one_time = x25519_public(one_time_secret);
    const key = box_key(one_time_secret, to);
    const { mac_key, mask } = box_parts(key, one_time, to, plain.length);
    const body = xor(plain, mask);
    return Buffer.concat([one_time, poly1305(mac_key, body), body]);
}

// crypto_secretstream_xchacha20poly1305, without rekeying (none of our streams is long enough).
const stream_tag_final = 3;
class SecretStream {
    constructor(key, header) {
        this.key = hchacha20(key, header.subarray(0, 16));
        this.nonce = Buffer.concat([Buffer.from([1, 0, 0, 0]), header.subarray(16, 24)]);
    }
    mac(mac_key, associated, tag_block, body) {
        const pad = (size) => Buffer.alloc((16 - size % 16) % 16);
        const sizes = Buffer.alloc(16);
        sizes.writeBigUInt64LE(BigInt(associated.length), 0);
        sizes.writeBigUInt64LE(BigInt(64 + body.length), 8);
        // The second padding is as long as the rest of the body, not as what is missing to 16.
        return poly1305(mac_key, Buffer.concat([associated, pad(associated.length), tag_block, body,
            Buffer.alloc(body.length % 16), sizes]));
    }
    step(tag_mac) {
        for (let i = 0; i < 8; ++i) this.nonce[4 + i] ^= tag_mac[i];
        const counter = (this.nonce.readUInt32LE(0) + 1) >>> 0;
        this.nonce.writeUInt32LE(counter, 0);
    }
    pull(chunk, associated) {
        if (chunk.length < 17) return null;
        const mac_key = chacha20(this.key, 0, this.nonce, Buffer.alloc(32));
        const first = Buffer.alloc(64);
        first[0] = chunk[0];
        const block = chacha20(this.key, 1, this.nonce, first);
        const tag = block[0];
        block[0] = chunk[0];
        const body = chunk.subarray(1, chunk.length - 16);
        const mac = this.mac(mac_key, associated, block, body);
        if (!crypto.timingSafeEqual(mac, chunk.subarray(chunk.length - 16))) return null;
        const plain = chacha20(this.key, 2, this.nonce, body);
        this.step(mac);
        return { plain, final: tag === stream_tag_final };
    }
    push(plain, associated, final) {
        const mac_key = chacha20(this.key, 0, this.nonce, Buffer.alloc(32));
        const first = Buffer.alloc(64);
        first[0] = final ? stream_tag_final : 0;
        const block = chacha20(this.key, 1, this.nonce, first);
        const body = chacha20(this.key, 2, this.nonce, plain);
        const mac = this.mac(mac_key, associated, block, body);
        this.step(mac);
        return Buffer.concat([block.subarray(0, 1), body, mac]);
    }
}

module.exports = {
    xchacha_open, xchacha_seal, sealed_box_open, sealed_box_seal, x25519_public, SecretStream,
};
