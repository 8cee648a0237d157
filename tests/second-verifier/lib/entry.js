// SPDX-License-Identifier: Apache-2.0
// One entry: header, signatures, the signed statement, and who must sign which type.
// From FORMAT.md alone.
'use strict';
const { Damaged, Cursor, sha256, is_zero, u16, u32, u64 } = require('./bytes');
const ed25519 = require('./ed25519');

const magic = Buffer.from('CPCENT01');
const header_size = 280;
const content_max = 1048576;
const roles = { 1: 'attendee', 2: 'chair', 3: 'device', 4: 'staff' };
const flag = { content: 1, authored: 2, restricted: 4, supersedes: 8 };

// [first, last, what, allowed counts of attendee and chair, device needed, basis needed, staff]
const chair = ['0-1'];
const attendee = ['1-0'];
const either = ['1-0', '0-1'];
const rules = [
    [0x0001, 0x000a, 'of the device', ['0-0'], true],
    [0x000b, 0x000b, 'purged', chair, true],
    [0x000c, 0x0010, 'of the device', ['0-0'], true],
    [0x0100, 0x0100, 'conference opened', chair, true],
    [0x0101, 0x0101, 'person invited', chair],
    [0x0102, 0x0102, 'signed in', ['1-1']],
    [0x0103, 0x010f, 'arrangement', chair],
    [0x0110, 0x011f, 'introduction', chair],
    [0x0120, 0x013f, 'information or risk', either],
    [0x0140, 0x0140, 'question put', chair],
    [0x0141, 0x0141, 'ballot opened', chair, true],
    [0x0142, 0x0142, 'position taken', either, true],
    [0x0143, 0x0143, 'ballot closed', chair, true],
    [0x0144, 0x0145, 'decision', chair, true, true],
    [0x0146, 0x0146, 'dissent noted', either, true],
    [0x0147, 0x0147, "family's view", chair],
    [0x0148, 0x014f, 'correction or what follows', chair, true],
    [0x0150, 0x015f, 'plan', chair],
    [0x0160, 0x0160, 'conference closed', chair, true],
    [0x0161, 0x0161, 'record cosigned', attendee],
    [0x0162, 0x016f, 'after the close', chair],
    [0x0200, 0x0200, 'content erased', ['0-0'], false, false, 2],
];
const rule_for = (type) => rules.find(([first, last]) => first <= type && type <= last);
const type_name = (type) => (rule_for(type) || [0, 0, 'of an unknown type'])[2];

function read_header(in_) {
    const h = {};
    if (!in_.take(8).equals(magic)) throw new Damaged('it does not begin like an entry', 'byte 0');
    h.log_id = in_.take(32);
    h.seq = in_.u64();
    h.prev_root = in_.take(32);
    h.type = in_.u16();
    h.flags = in_.u8();
    h.signature_count = in_.u8();
    h.conference = in_.take(16);
    h.key_id = in_.take(16);
    h.wall_ms = in_.i64();
    h.boot_ms = in_.u64();
    h.boot_id = in_.take(16);
    h.clock_state = in_.u32();
    h.nonce = in_.take(16);
    h.basis_size = in_.u64();
    h.basis_root = in_.take(32);
    h.commitment = in_.take(32);
    h.content_hash = in_.take(32);
    h.content_size = in_.u32();
    if (in_.u32() !== 0) throw new Damaged('bytes that must be zero are not', 'byte 276');
    return h;
}

function check_header(h) {
    const content = (h.flags & flag.content) !== 0;
    const no = (what, where) => { throw new Damaged(what, where); };
    if (h.seq >= 1n << 63n) no('its number is out of range', 'byte 40');
    if (h.flags > 15) no('unknown flags', 'byte 82');
    if (h.signature_count > 4) no('too many signatures', 'byte 83');
    if (h.clock_state > 15) no('an unknown clock state', 'byte 148');
    if (h.basis_size > h.seq) no('a basis in the future', 'byte 168');
    if (h.content_size > content_max) no('its content is too large', 'byte 272');
    if (content !== (h.content_size !== 0)) no('flag and size of the content differ', 'byte 272');
    if (content === is_zero(h.key_id)) no('flag and key of the content differ', 'byte 100');
    if (!content && !(is_zero(h.commitment) && is_zero(h.content_hash)))
        no('digests of a content that is not there', 'byte 208');
}

function parse(bytes) {
    const in_ = new Cursor(bytes, 'entry');
    const header = read_header(in_);
    check_header(header);
    if (in_.left() !== header.signature_count * 100) throw new Damaged('it has the wrong length');
    const signatures = [];
    for (let i = 0; i < header.signature_count; ++i) {
        const where = in_.place();
        const role = in_.u8();
        if (!(role in roles) || in_.u8() !== 1 || in_.u16() !== 0)
            throw new Damaged('a signature of an unknown kind', where);
        signatures.push({ role, kid: in_.take(32), bytes: in_.take(64) });
        const [before, now] = signatures.slice(-2);
        if (now && (before.role > now.role ||
            (before.role === now.role && before.kid.compare(now.kid) >= 0)))
            throw new Damaged('signatures doubled or out of order', where);
    }
    const authored = signatures.some(({ role }) => role !== 3);
    if (authored !== ((header.flags & flag.authored) !== 0))
        throw new Damaged('the signers do not fit the flags', 'byte 82');
    return { bytes, header, signatures };
}

const statement_of = (bytes) => Buffer.concat([Buffer.from('cpc/stmt/v1\0'),
    bytes.subarray(8, 40), bytes.subarray(80, header_size)]);

function check_signers({ header, signatures }) {
    const where = `entry ${header.seq}`;
    if (signatures.length === 0) throw new Damaged('nobody signed it', where);
    const rule = rule_for(header.type);
    if (!rule) return;
    const [, , , allowed, needs_device, needs_basis, staff = 0] = rule;
    const count = (role) => signatures.filter((s) => s.role === role).length;
    const people = `${count(1)}-${count(2)}`;
    if (!allowed.includes(people) || count(3) > 1 || count(4) !== staff || (needs_device && !count(3)))
        throw new Damaged('not signed by those who must sign it, and nobody else', where);
    if (needs_basis && header.basis_size === 0n)
        throw new Damaged('it does not say which record was shown', where);
}

// key_of: kid in hex -> public key, or undefined.
function check_signatures(entry, key_of) {
    check_signers(entry);
    const statement = statement_of(entry.bytes);
    for (const { role, kid, bytes } of entry.signatures) {
        const where = `entry ${entry.header.seq}, the ${roles[role]}'s signature`;
        const key = key_of(kid.toString('hex'));
        if (!key) throw new Damaged('signed with a key that nobody introduced', where);
        if (!sha256(key).equals(kid)) throw new Damaged('the key is not its kid', where);
        if (!ed25519.verify(key, statement, bytes)) throw new Damaged('it does not fit', where);
    }
}

const log_id_of = (device_key, salt) => sha256(Buffer.from('cpc/log/v1\0'), device_key, salt);

// The other way round, for artefacts of our own making. Checks nothing.
function write_header(h) {
    return Buffer.concat([magic, h.log_id, u64(h.seq), h.prev_root, u16(h.type),
        Buffer.from([h.flags, h.signature_count]), h.conference, h.key_id, u64(h.wall_ms),
        u64(h.boot_ms), h.boot_id, u32(h.clock_state), h.nonce, u64(h.basis_size), h.basis_root,
        h.commitment, h.content_hash, u32(h.content_size), u32(h.reserved || 0)]);
}
const write_signature = ({ role, kid, bytes, algorithm = 1, gap = 0 }) =>
    Buffer.concat([Buffer.from([role, algorithm]), u16(gap), kid, bytes]);
const write = (header, signatures) =>
    Buffer.concat([write_header(header), ...signatures.map(write_signature)]);

module.exports = {
    parse, check_signers, check_signatures, statement_of, log_id_of, write, write_header, rules,
    type_name, roles, flag, header_size,
};
