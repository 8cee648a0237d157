// SPDX-License-Identifier: Apache-2.0
// One record on its own, and a consistency proof as a file: FORMAT.md, "One record on its own".
'use strict';
const { Damaged, sha256, from_base64, from_decimal, is_utf8 } = require('./bytes');
const cbor = require('./cbor');
const contents = require('./content');
const entries = require('./entry');
const notes = require('./note');
const tree = require('./tree');

const file_max = 2 << 20;
const hashes_max = 64;

// Lines up to the first empty one, and the note behind it.
function split(bytes) {
    if (bytes.length > file_max || !is_utf8(bytes)) throw new Damaged('not a proof');
    const text = bytes.toString('utf8');
    const gap = text.indexOf('\n\n');
    if (gap < 0) throw new Damaged('it holds no checkpoint');
    return { lines: text.slice(0, gap).split('\n'), note: Buffer.from(text.slice(gap + 2), 'utf8') };
}
function read_hashes(lines) {
    if (lines.length > 2 * hashes_max) throw new Damaged('too many hashes');
    return lines.map((line, i) => {
        const hash = from_base64(line);
        if (!hash || hash.length !== 32) throw new Damaged('a hash cannot be read', `hash ${i + 1}`);
        return hash;
    });
}

const extra_fields = {
    1: cbor.of_bytes(32), 2: cbor.of_bytes(16), 3: { check: Buffer.isBuffer },
    4: { check: (v) => Array.isArray(v) && v.every((key) => Buffer.isBuffer(key) && key.length === 32) },
    5: { check: Buffer.isBuffer, optional: true }, 6: { ...cbor.of_bytes(32), optional: true },
};

function read(bytes) {
    const { lines, note } = split(bytes);
    if (lines[0] !== 'c2sp.org/tlog-proof@v1') throw new Damaged('not a tlog-proof', 'line 1');
    if (lines.length < 3 || !lines[1].startsWith('extra '))
        throw new Damaged('it does not hold the entry', 'line 2');
    const extra = from_base64(lines[1].slice(6));
    if (!extra) throw new Damaged('not base64', 'line 2');
    const index = lines[2].startsWith('index ') ? from_decimal(lines[2].slice(6)) : null;
    if (index === null) throw new Damaged('no index', 'line 3');
    const map = cbor.decode_struct(extra, extra_fields, 'the extra line');
    if (map.has(5) !== map.has(6)) throw new Damaged('a content without its key, or the reverse');
    return { device_key: map.get(1), salt: map.get(2), entry: map.get(3), keys: map.get(4),
        ciphertext: map.get(5), record_key: map.get(6), index,
        proof: read_hashes(lines.slice(3)), note: notes.parse_note(note) };
}

// The root of everything before the leaf: the path's left neighbours are just those subtrees.
function root_before(index, size, proof) {
    let at = index;
    let last = size - 1n;
    let out = null;
    for (const hash of proof) {
        if (at % 2n === 1n || at === last) {
            out = out ? tree.node_hash(hash, out) : hash;
            while (at % 2n === 0n && at !== 0n) {
                at /= 2n;
                last /= 2n;
            }
        }
        at /= 2n;
        last /= 2n;
    }
    return out || tree.empty_root();
}

function verify(bytes) {
    return judge(read(bytes));
}

// What was read, from whichever file.
function judge(one) {
    const entry = entries.parse(one.entry);
    const { header } = entry;
    const checkpoint = notes.parse_checkpoint(one.note.text);
    const log_id = entries.log_id_of(one.device_key, one.salt);
    if (!header.log_id.equals(log_id)) throw new Damaged('the entry is of another log');
    if (!checkpoint.origin.endsWith('/cpc/' + log_id.toString('hex')))
        throw new Damaged('the checkpoint is of another log');
    if (header.seq !== one.index) throw new Damaged('another number than the entry has', 'line 3');
    if (one.keys.length !== entry.signatures.length)
        throw new Damaged('not one key for each signature');
    entry.signatures.forEach(({ role, kid }, i) => {
        if (!sha256(one.keys[i]).equals(kid)) throw new Damaged('a key that is not its kid');
        if (role === 3 && !one.keys[i].equals(one.device_key))
            throw new Damaged('a device signature by another device');
    });
    entries.check_signatures(entry, (kid) =>
        one.keys.find((key) => sha256(key).toString('hex') === kid));
    if (!notes.verify_note(one.note, checkpoint.origin, one.device_key))
        throw new Damaged('the log did not sign this checkpoint');
    const leaf = tree.leaf_hash(one.entry);
    if (!tree.verify_inclusion(leaf, one.index, checkpoint.size, checkpoint.root, one.proof))
        throw new Damaged('the proof does not lead to the root');
    if (!root_before(one.index, checkpoint.size, one.proof).equals(header.prev_root))
        throw new Damaged('its past is another than the one before it');
    let plain = null;
    if (one.ciphertext) {
        plain = contents.open(header, one.ciphertext, one.record_key);
        contents.check_canonical(plain, header.seq);
    }
    return { ...one, entry, checkpoint, leaf, plain };
}

function write({ extra, index, proof, note }) {
    const lines = ['c2sp.org/tlog-proof@v1', `extra ${cbor.encode(extra).toString('base64')}`,
        `index ${index}`, ...proof.map((hash) => hash.toString('base64'))];
    return Buffer.concat([Buffer.from(lines.join('\n') + '\n\n'), note]);
}

function read_consistency(bytes) {
    const { lines, note } = split(bytes);
    if (lines[0] !== 'cpc-consistency/v1') throw new Damaged('not a consistency proof', 'line 1');
    const parts = /^from ([0-9]+) ([^ ]+)$/.exec(lines[1] || '');
    const from_size = parts ? from_decimal(parts[1]) : null;
    const from_root = parts ? from_base64(parts[2]) : null;
    if (from_size === null || !from_root || from_root.length !== 32)
        throw new Damaged('it does not say from where', 'line 2');
    return { from_size, from_root, proof: read_hashes(lines.slice(2)), note: notes.parse_note(note) };
}
function verify_consistency(bytes) {
    const one = read_consistency(bytes);
    const checkpoint = notes.parse_checkpoint(one.note.text);
    if (!tree.verify_consistency(one.from_size, one.from_root, checkpoint.size, checkpoint.root,
        one.proof))
        throw new Damaged('the older record is not the beginning of the newer');
    return { ...one, checkpoint };
}
const write_consistency = ({ from_size, from_root, proof, note }) => Buffer.concat([Buffer.from(
    [`cpc-consistency/v1`, `from ${from_size} ${from_root.toString('base64')}`,
        ...proof.map((hash) => hash.toString('base64'))].join('\n') + '\n\n'), note]);

module.exports = { read, judge, verify, write, verify_consistency, write_consistency };
