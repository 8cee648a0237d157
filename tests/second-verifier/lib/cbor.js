// SPDX-License-Identifier: Apache-2.0
// Deterministic CBOR as FORMAT.md has it: whole numbers, texts, byte strings, arrays, maps with
// ascending whole-number keys, yes and no. decode() accepts the one encoding of a value and throws
// Damaged for any other; encode() writes it. Numbers are BigInt, maps are Map with Number keys.
'use strict';
const { Damaged, is_utf8 } = require('./bytes');

const depth_max = 8;
const text_max = 16384;
const bytes_max = 1 << 20;

class Reader {
    constructor(bytes) {
        this.bytes = bytes;
        this.at = 0;
        this.depth = 0;
    }
    no(what) {
        throw new Damaged(`CBOR: ${what}`, `byte ${this.at}`);
    }
    head() {
        if (this.at >= this.bytes.length) this.no('ends too early');
        const first = this.bytes[this.at];
        const major = first >> 5;
        const low = first & 31;
        if (low < 24) {
            this.at += 1;
            return { major, value: BigInt(low) };
        }
        if (low > 27) this.no('an indefinite length or a reserved form');
        const extra = 1 << (low - 24);
        if (this.bytes.length - this.at - 1 < extra) this.no('ends too early');
        const value = BigInt('0x' + this.bytes.subarray(this.at + 1, this.at + 1 + extra).toString('hex'));
        const least = low === 24 ? 24n : 1n << BigInt(extra * 4);
        if (major !== 7 && value < least) this.no('a number not in its shortest form');
        if (major === 7) this.no('a float or an unknown simple value');
        this.at += 1 + extra;
        return { major, value };
    }
    take(size, most, what) {
        if (size > BigInt(most)) this.no(`a ${what} is too long`);
        if (size > BigInt(this.bytes.length - this.at)) this.no('a length reaches past the end');
        const out = this.bytes.subarray(this.at, this.at + Number(size));
        this.at += out.length;
        return out;
    }
    item() {
        const { major, value } = this.head();
        switch (major) {
            case 0:
            case 1:
                if (value >= 1n << 63n) this.no('a number is out of range');
                return major === 0 ? value : -1n - value;
            case 2:
                return Buffer.from(this.take(value, bytes_max, 'byte string'));
            case 3: {
                const text = this.take(value, text_max, 'text');
                if (!is_utf8(text)) this.no('a text is not UTF-8');
                return text.toString('utf8');
            }
            case 4:
                return this.nested(value, () => this.array(value));
            case 5:
                return this.nested(value, () => this.map(value));
            case 7:
                if (value !== 20n && value !== 21n) this.no('neither yes nor no');
                return value === 21n;
            default:
                return this.no('a tag');
        }
    }
    nested(count, read) {
        if (++this.depth > depth_max) this.no('nested too deep');
        if (count > BigInt(this.bytes.length - this.at)) this.no('a count reaches past the end');
        const out = read();
        --this.depth;
        return out;
    }
    array(count) {
        const out = [];
        for (let i = 0n; i < count; ++i) out.push(this.item());
        return out;
    }
    map(count) {
        const out = new Map();
        let last = -1n;
        for (let i = 0n; i < count; ++i) {
            const { major, value } = this.head();
            if (major !== 0) this.no('a map key that is no whole number');
            if (value <= last) this.no('map keys out of order');
            last = value;
            out.set(value <= 0xffffffffn ? Number(value) : value, this.item());
        }
        return out;
    }
}

function decode(bytes) {
    const reader = new Reader(bytes);
    const out = reader.item();
    if (reader.at !== bytes.length) reader.no('bytes follow after the end');
    return out;
}

function head(major, value) {
    const big = BigInt(value);
    const top = major << 5;
    if (big < 24n) return Buffer.from([top | Number(big)]);
    const size = big < 0x100n ? 1 : big < 0x10000n ? 2 : big < 0x100000000n ? 4 : 8;
    const out = Buffer.alloc(1 + size);
    out[0] = top | (24 + Math.log2(size));
    Buffer.from(big.toString(16).padStart(size * 2, '0'), 'hex').copy(out, 1);
    return out;
}
function encode(value) {
    if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
    if (typeof value === 'number' || typeof value === 'bigint')
        return BigInt(value) >= 0n ? head(0, value) : head(1, -1n - BigInt(value));
    if (typeof value === 'string') {
        const text = Buffer.from(value, 'utf8');
        return Buffer.concat([head(3, text.length), text]);
    }
    if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
    if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)]);
    const keys = [...value.keys()].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    return Buffer.concat([head(5, keys.length),
        ...keys.flatMap((key) => [head(0, key), encode(value.get(key))])]);
}

// A struct of the pages' tables: every key with its check; nothing missing that is not optional,
// nothing else there. fields: { 1: check, … }; a check is a function from value to boolean.
function decode_struct(bytes, fields, name) {
    const map = decode(bytes);
    if (!(map instanceof Map)) throw new Damaged(`${name} is not a map`);
    for (const key of map.keys())
        if (!(key in fields)) throw new Damaged(`${name} has an unknown field ${key}`);
    for (const [key, field] of Object.entries(fields)) {
        const value = map.get(Number(key));
        if (value === undefined && field.optional) continue;
        if (value === undefined || !field.check(value))
            throw new Damaged(`${name} has no right field ${key}`);
    }
    return map;
}
const of_bytes = (size) => ({ check: (v) => Buffer.isBuffer(v) && v.length === size });
const of_text = { check: (v) => typeof v === 'string' };
const of_number = (most) => ({ check: (v) => typeof v === 'bigint' && v >= 0n && v <= most });
const of_signed = { check: (v) => typeof v === 'bigint' };
const of_bool = { check: (v) => typeof v === 'boolean' };

module.exports = {
    decode, encode, decode_struct, of_bytes, of_text, of_number, of_signed, of_bool,
};
