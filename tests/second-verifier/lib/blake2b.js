// SPDX-License-Identifier: Apache-2.0
// BLAKE2b (RFC 7693) with any digest size and with a key: Node's own has neither. Words of 64 bits
// are BigInts; slow, and fast enough for contents of one mebibyte.
'use strict';

const mask = (1n << 64n) - 1n;
const iv = [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const order = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

const turn = (word, bits) => ((word >> bits) | (word << (64n - bits))) & mask;

function mix(v, a, b, c, d, x, y) {
    v[a] = (v[a] + v[b] + x) & mask;
    v[d] = turn(v[d] ^ v[a], 32n);
    v[c] = (v[c] + v[d]) & mask;
    v[b] = turn(v[b] ^ v[c], 24n);
    v[a] = (v[a] + v[b] + y) & mask;
    v[d] = turn(v[d] ^ v[a], 16n);
    v[c] = (v[c] + v[d]) & mask;
    v[b] = turn(v[b] ^ v[c], 63n);
}

function compress(h, block, count, last) {
    const m = Array.from({ length: 16 }, (_, i) => block.readBigUInt64LE(i * 8));
    const v = [...h, ...iv];
    v[12] ^= BigInt(count);
    if (last) v[14] ^= mask;
    for (let round = 0; round < 12; ++round) {
        const s = order[round % 10];
        for (let i = 0; i < 4; ++i)
            mix(v, i, 4 + i, 8 + i, 12 + i, m[s[2 * i]], m[s[2 * i + 1]]);
        for (let i = 0; i < 4; ++i)
            mix(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4,
                m[s[8 + 2 * i]], m[s[9 + 2 * i]]);
    }
    for (let i = 0; i < 8; ++i) h[i] ^= v[i] ^ v[i + 8];
}

function blake2b(size, bytes, key = Buffer.alloc(0)) {
    const h = [...iv];
    h[0] ^= 0x01010000n ^ BigInt(key.length << 8) ^ BigInt(size);
    const head = key.length ? Buffer.concat([key, Buffer.alloc(128 - key.length)]) : key;
    const input = Buffer.concat([head, bytes]);
    const blocks = Math.max(1, Math.ceil(input.length / 128));
    for (let i = 0; i < blocks; ++i) {
        const block = Buffer.alloc(128);
        input.copy(block, 0, i * 128, Math.min(input.length, (i + 1) * 128));
        const last = i + 1 === blocks;
        compress(h, block, last ? input.length : (i + 1) * 128, last);
    }
    const out = Buffer.alloc(64);
    h.forEach((word, i) => out.writeBigUInt64LE(word, i * 8));
    return out.subarray(0, size);
}

module.exports = { blake2b };
