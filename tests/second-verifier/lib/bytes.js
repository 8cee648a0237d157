// SPDX-License-Identifier: Apache-2.0
// The ground of the second verifier: two kinds of "no", strict hex and base64, and a cursor that
// reads big-endian fields and never beyond the end.
'use strict';
const crypto = require('node:crypto');

// The bytes are not what they should be; `where` says at which place. Exit code 1.
class Damaged extends Error {
    constructor(what, where) {
        super(where ? `${what} (${where})` : what);
        this.where = where || '';
    }
}
// The question cannot be answered: a file is missing, a key is needed. Exit code 2.
class CannotAnswer extends Error {}

const sha256 = (...parts) => {
    const hash = crypto.createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
};

const is_zero = (bytes) => bytes.every((byte) => byte === 0);

// One form only: what the encoder would write.
function from_base64(text) {
    const bytes = Buffer.from(text, 'base64');
    return bytes.toString('base64') === text ? bytes : null;
}
function from_hex(text) {
    const bytes = Buffer.from(text, 'hex');
    return bytes.toString('hex') === text ? bytes : null;
}

function is_utf8(bytes) {
    try {
        new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        return true;
    } catch {
        return false;
    }
}

// Plain decimal: no sign, no leading zeros, below 2^63. A BigInt, or null.
function from_decimal(text) {
    if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return null;
    const value = BigInt(text);
    return value < 1n << 63n ? value : null;
}

const u16 = (value) => Buffer.from([value >>> 8, value & 255]);
const u32 = (value) => {
    const out = Buffer.alloc(4);
    out.writeUInt32BE(value);
    return out;
};
const u64 = (value) => {
    const out = Buffer.alloc(8);
    out.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)));
    return out;
};

class Cursor {
    constructor(bytes, name) {
        this.bytes = bytes;
        this.at = 0;
        this.name = name;
    }
    place() {
        return `${this.name}, byte ${this.at}`;
    }
    left() {
        return this.bytes.length - this.at;
    }
    take(size) {
        if (this.left() < size) throw new Damaged('it ends too early', this.place());
        this.at += size;
        return this.bytes.subarray(this.at - size, this.at);
    }
    u8() {
        return this.take(1)[0];
    }
    u16() {
        return this.take(2).readUInt16BE();
    }
    u32() {
        return this.take(4).readUInt32BE();
    }
    u64() {
        return this.take(8).readBigUInt64BE();
    }
    i64() {
        return this.take(8).readBigInt64BE();
    }
}

module.exports = {
    Damaged, CannotAnswer, Cursor, sha256, is_zero, from_base64, from_hex, from_decimal, is_utf8,
    u16, u32, u64,
};
