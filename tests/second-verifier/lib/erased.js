// SPDX-License-Identifier: Apache-2.0
// What a log says is erased or purged, and by whom, from FORMAT.md, "Erased content" and "Purged
// content". Of a purge's receipt only how far it reaches is read here: whether central and its second
// site signed it is not judged by this verifier; `cpc verify --central` does.
'use strict';
const { Damaged, sha256 } = require('./bytes');
const cbor = require('./cbor');

const number = cbor.of_number((1n << 64n) - 1n);
const list_of = (one) => ({ check: (v) => Array.isArray(v) && v.every((item) => one.check(item)) });
const optional = (field) => ({ ...field, optional: true });
const days = { check: (v) => typeof v === 'bigint' && v >= -(1n << 31n) && v < 1n << 31n };
const officer = {
    check: (v) => v instanceof Map && v.size === 3 && cbor.of_text.check(v.get(1)) &&
        cbor.of_bytes(32).check(v.get(2)) && cbor.of_bytes(32).check(v.get(3)),
};
const enrolment = { 1: list_of(officer) };
const erasure = {
    1: cbor.of_bytes(16), 2: list_of(number), 3: list_of(cbor.of_bytes(16)), 4: cbor.of_number(3n),
    5: cbor.of_text, 6: cbor.of_bool, 7: optional(days),
};
const bytes = { check: (v) => Buffer.isBuffer(v) };
const purge = {
    1: cbor.of_bytes(16), 2: list_of(number), 3: cbor.of_bytes(32), 4: number, 5: bytes,
    6: cbor.of_signed,
};
const chair = 2;
const staff = 4;

function officers_in(plain) {
    try {
        return cbor.decode_struct(plain, enrolment, 'an enrolment').get(1);
    } catch (error) {
        if (error instanceof Damaged) return [];
        throw error;
    }
}

// What both must name: entries before it, ascending, of a conference, in an entry of the device's.
function check_named(header, conference, numbers, where) {
    const ascending = numbers.every((seq, i) => i === 0 || numbers[i - 1] < seq);
    if (numbers.length === 0 || !ascending || numbers[numbers.length - 1] >= header.seq ||
        conference.every((byte) => byte === 0) || !header.conference.every((byte) => byte === 0))
        throw new Damaged('it names what cannot be erased or purged', where);
}

class Erased {
    constructor() {
        this.officers = new Map();  // kid in hex -> name
        this.list = [];  // { seq, wall_ms, conference, entries, keys, basis, officers }
        this.named = new Set();
    }
    look_at({ header, signatures }, plain) {
        if (header.type === 0x0010) {
            this.officers = new Map();  // whoever cannot be read is nobody
            const list = officers_in(plain || Buffer.alloc(0));
            list.forEach((one) => this.officers.set(sha256(one.get(2)).toString('hex'), one.get(1)));
        }
        if (header.type === 0x000b) this.look_at_purge(header, signatures, plain);
        if (header.type !== 0x0200) return;
        const where = `entry ${header.seq}`;
        const what = cbor.decode_struct(plain || Buffer.alloc(0), erasure, 'an erasure');
        const names = signatures.filter(({ role }) => role === staff)
            .map(({ kid }) => this.officers.get(kid.toString('hex')));
        if (names.length !== 2 || names.some((name) => name === undefined))
            throw new Damaged('content erased by others than two enrolled officers', where);
        const numbers = what.get(2);
        if (what.get(4) === 0n) throw new Damaged('an erasure without a basis', where);
        check_named(header, what.get(1), numbers, where);
        numbers.forEach((seq) => this.named.add(seq));
        this.list.push({ seq: header.seq, wall_ms: header.wall_ms, conference: what.get(1),
            entries: numbers, keys: what.get(3), basis: Number(what.get(4)), officers: names });
    }
    look_at_purge(header, signatures, plain) {
        const where = `entry ${header.seq}`;
        const what = cbor.decode_struct(plain || Buffer.alloc(0), purge, 'a purge');
        const numbers = what.get(2);
        check_named(header, what.get(1), numbers, where);
        const kid = sha256(what.get(3));
        if (!signatures.some((one) => one.role === chair && one.kid.equals(kid)))
            throw new Damaged('a purge that the chair it names did not sign', where);
        if (what.get(4) <= numbers[numbers.length - 1] || what.get(4) > header.seq ||
            what.get(5).length === 0)
            throw new Damaged('a purge whose receipt does not reach so far', where);
        numbers.forEach((seq) => this.named.add(seq));
        this.list.push({ seq: header.seq, wall_ms: header.wall_ms, conference: what.get(1),
            entries: numbers, purged: true, receipt: what.get(5) });
    }
    check(bare) {
        for (const seq of bare)
            if (!this.named.has(seq))
                throw new Damaged('its content is missing and nobody erased it', `entry ${seq}`);
    }
    lines() {
        const basis = ['', 'kept as long as it had to be', 'the wrong child', 'a court ordered it'];
        return this.list.map((one) => `content of ${one.entries.length} entries of conference ` +
            `${one.conference.toString('hex')} ${one.purged ? 'purged' : 'erased'} on ` +
            `${new Date(Number(one.wall_ms)).toISOString().slice(0, 10)} by ` +
            (one.purged ? 'a chair (a receipt of level 2 is in the entry)'
                : `${one.officers.join(' and ')} (${basis[one.basis]})`));
    }
}

module.exports = { Erased };
