// SPDX-License-Identifier: Apache-2.0
// C2SP signed notes, checkpoints, cosignatures and verifier keys, as FORMAT.md states them.
'use strict';
const { Damaged, sha256, from_base64, from_hex, from_decimal, is_utf8, u64 } = require('./bytes');
const ed25519 = require('./ed25519');

const note_bytes_max = 65536;
const lines_max = 100;
const size_max = 10000000n;
const log_kind = 1;
const cosignature_kind = 4;

const good_name = (name) => name.length > 0 && !/[\p{White_Space}+\x00-\x1f\x7f]/u.test(name);

function parse_note(bytes) {
    if (bytes.length > note_bytes_max) throw new Damaged('a note is too long');
    if (!is_utf8(bytes)) throw new Damaged('a note is not UTF-8');
    const file = bytes.toString('utf8');
    if (/[\x00-\x09\x0b-\x1f]/.test(file)) throw new Damaged('a note has control characters');
    if (!file.endsWith('\n')) throw new Damaged('a note does not end in a newline');
    const gap = file.lastIndexOf('\n\n');
    if (gap < 0 || gap + 2 === file.length) throw new Damaged('a note has no signatures');
    const lines = file.slice(gap + 2, -1).split('\n');
    if (lines.length > lines_max) throw new Damaged('a note has too many signatures');
    const signatures = lines.map((line, i) => {
        const parts = /^— ([^ ]+) ([^ ]+)$/u.exec(line);
        const where = `signature line ${i + 1}`;
        if (!parts || !good_name(parts[1])) throw new Damaged('a signature line has another form', where);
        const raw = from_base64(parts[2]);
        if (!raw || raw.length < 5) throw new Damaged('a signature is not base64', where);
        return { name: parts[1], key_id: raw.subarray(0, 4), bytes: raw.subarray(4) };
    });
    return { text: Buffer.from(file.slice(0, gap + 1), 'utf8'), signatures };
}

function write_note(text, signatures) {
    const lines = signatures.map(({ name, key_id, bytes }) =>
        `— ${name} ${Buffer.concat([key_id, bytes]).toString('base64')}\n`);
    return Buffer.concat([Buffer.from(text), Buffer.from('\n' + lines.join(''), 'utf8')]);
}

const key_id_of = (kind, name, key) =>
    sha256(Buffer.from(name, 'utf8'), Buffer.from([0x0a, kind]), key).subarray(0, 4);
const cosigned = (time, text) =>
    Buffer.concat([Buffer.from(`cosignature/v1\ntime ${time}\n`), Buffer.from(text)]);

const lines_of = (note, kind, name, key) => note.signatures.filter(
    (line) => line.name === name && line.key_id.equals(key_id_of(kind, name, key)));

function verify_note(note, name, key) {
    const own = lines_of(note, log_kind, name, key);
    return own.length > 0 &&
        own.every((line) => line.bytes.length === 64 && ed25519.verify(key, note.text, line.bytes));
}
// The newest time, or null.
function verify_cosignature(note, name, key) {
    const own = lines_of(note, cosignature_kind, name, key);
    let newest = null;
    for (const line of own) {
        if (line.bytes.length !== 72) return null;
        const time = line.bytes.readBigUInt64BE();
        if (time >= 1n << 63n) return null;
        if (!ed25519.verify(key, cosigned(time, note.text), line.bytes.subarray(8))) return null;
        if (newest === null || time > newest) newest = time;
    }
    return newest;
}

const sign_note = (text, name, key) => ({
    name, key_id: key_id_of(log_kind, name, key.public_key), bytes: key.sign(Buffer.from(text)),
});
const cosign_note = (text, name, key, time) => ({
    name, key_id: key_id_of(cosignature_kind, name, key.public_key),
    bytes: Buffer.concat([u64(time), key.sign(cosigned(time, text))]),
});

function parse_checkpoint(text) {
    const lines = text.toString('utf8').split('\n');
    if (lines.length !== 4 || lines[3] !== '') throw new Damaged('a checkpoint has not three lines');
    const size = from_decimal(lines[1]);
    const root = from_base64(lines[2]);
    if (!good_name(lines[0])) throw new Damaged('a checkpoint has an impossible origin', 'line 1');
    if (size === null || size > size_max) throw new Damaged('a checkpoint has no size', 'line 2');
    if (!root || root.length !== 32) throw new Damaged('a checkpoint has no root', 'line 3');
    return { origin: lines[0], size, root };
}
const write_checkpoint = ({ origin, size, root }) =>
    `${origin}\n${size}\n${root.toString('base64')}\n`;

function parse_verifier_key(text) {
    const at = text.indexOf('+');
    const next = text.indexOf('+', at + 1);
    if (at < 0 || next < 0) throw new Damaged('a verifier key has not three parts');
    const name = text.slice(0, at);
    const id = from_hex(text.slice(at + 1, next));
    const raw = from_base64(text.slice(next + 1));
    if (!good_name(name) || !id || !raw || raw.length !== 33)
        throw new Damaged('a verifier key has another form');
    const kind = raw[0];
    const key = raw.subarray(1);
    if (kind !== log_kind && kind !== cosignature_kind)
        throw new Damaged('a verifier key is of an unknown kind');
    if (!id.equals(key_id_of(kind, name, key))) throw new Damaged('a verifier key has not its id');
    if (write_verifier_key({ name, kind, key }) !== text)
        throw new Damaged('a verifier key is written in another form');
    return { name, kind, key };
}
const write_verifier_key = ({ name, kind, key }) =>
    `${name}+${key_id_of(kind, name, key).toString('hex')}+` +
    Buffer.concat([Buffer.from([kind]), key]).toString('base64');

module.exports = {
    log_kind, cosignature_kind, good_name, parse_note, write_note, verify_note, verify_cosignature,
    sign_note, cosign_note, parse_checkpoint, write_checkpoint, parse_verifier_key,
    write_verifier_key, key_id_of,
};
