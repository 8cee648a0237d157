// SPDX-License-Identifier: Apache-2.0
// Bundles, from PROTOCOL.md: the sealed file (section 2), what is inside (section 3), and of what
// central checks (section 4) everything that follows from the bundles themselves.
'use strict';
const { Damaged, CannotAnswer, Cursor, sha256, u32, u64 } = require('./bytes');
const ed25519 = require('./ed25519');
const cbor = require('./cbor');
const contents = require('./content');
const entries = require('./entry');
const notes = require('./note');
const tree = require('./tree');
const { Erased } = require('./erased');
const { sealed_box_open, sealed_box_seal, x25519_public, SecretStream } = require('./ciphers');

const chunk_plain = 65536;
const chunk_sealed = chunk_plain + 17;
const most = { file: 256 << 20, header: 256, chunks: 4096, manifest: 65536, to: 10000000n,
    entries: 500000n, keys: 10000, new_keys: 4 };
const head_magic = Buffer.from('CPCBNDL1');
const trailer_magic = Buffer.from('CPCBSEAL');
const seal_label = Buffer.from('cpc/bundle-seal/v1\0');
const manifest_label = Buffer.from('cpc/manifest/v1\0');
const number = cbor.of_number((1n << 64n) - 1n);

const header_fields = { 1: cbor.of_bytes(16), 2: cbor.of_bytes(32), 3: number, 4: number };
const manifest_fields = {
    1: cbor.of_bytes(16), 2: cbor.of_bytes(32), 3: cbor.of_bytes(32), 4: number, 5: number,
    6: cbor.of_bytes(32), 7: cbor.of_text, 8: cbor.of_bytes(32), 9: number, 10: cbor.of_bytes(32),
    11: number, 12: number, 13: cbor.of_bytes(32), 14: cbor.of_signed, 15: number,
    16: cbor.of_bytes(16),
};
const range = (name, from, size) => `${name}, bytes ${from} to ${from + size - 1}`;

// The outside: everything anybody can check.
function inspect(file) {
    if (file.length > most.file) throw new Damaged('it is too large for a bundle');
    const in_ = new Cursor(file, 'head');
    if (!in_.take(8).equals(head_magic)) throw new Damaged('it does not begin like a bundle', 'head');
    const header_size = in_.u32();
    if (header_size === 0 || header_size > most.header)
        throw new Damaged('an impossible length', range('head', 8, 4));
    const header_bytes = in_.take(header_size);
    const header = cbor.decode_struct(header_bytes, header_fields, 'the head');
    const chunks = header.get(4);
    if (header.get(3) !== BigInt(chunk_plain) || chunks < 1n || chunks > BigInt(most.chunks))
        throw new Damaged('an impossible size or number of chunks', range('head', 12, header_size));
    const count = Number(chunks);
    const sealed_key = in_.take(80);
    const stream_header = in_.take(24);
    const head_size = in_.at;
    const trailer_size = 8 + 32 + 32 * (1 + count) + 64;
    const trailer_at = file.length - trailer_size;
    const last = trailer_at - head_size - (count - 1) * chunk_sealed;
    if (last < 18 || last > chunk_sealed) throw new Damaged('its size does not fit its head');
    const parts = [file.subarray(0, head_size)];
    for (let i = 0; i < count; ++i) {
        const at = head_size + i * chunk_sealed;
        parts.push(file.subarray(at, i + 1 === count ? trailer_at : at + chunk_sealed));
    }
    const trailer = new Cursor(file.subarray(trailer_at), 'trailer');
    const trailer_where = range('trailer', trailer_at, trailer_size);
    if (!trailer.take(8).equals(trailer_magic)) throw new Damaged('it is not there', trailer_where);
    const device_key = trailer.take(32);
    const digests = parts.map(() => trailer.take(32));
    const signed = Buffer.concat([seal_label, file.subarray(trailer_at, file.length - 64)]);
    if (!ed25519.verify(device_key, signed, trailer.take(64)))
        throw new Damaged("the device's signature does not fit", trailer_where);
    let at = 0;
    parts.forEach((part, i) => {
        const where = range(i === 0 ? 'head' : `chunk ${i - 1}`, at, part.length);
        if (!sha256(part).equals(digests[i])) throw new Damaged('changed after sealing', where);
        at += part.length;
    });
    return { id: header.get(1), ingest_kid: header.get(2), device_key, sealed_key, stream_header,
        header_digest: sha256(header_bytes), chunks: parts.slice(1), digest: sha256(file),
        size: file.length };
}

function open(outside, secret) {
    if (!sha256(x25519_public(secret)).equals(outside.ingest_kid))
        throw new CannotAnswer('the bundle is sealed to another key');
    const key = sealed_box_open(secret, outside.sealed_key);
    if (!key) throw new Damaged('the sealed key does not open', 'head');
    const stream = new SecretStream(key, outside.stream_header);
    return Buffer.concat(outside.chunks.map((chunk, i) => {
        const step = stream.pull(chunk, Buffer.concat([outside.header_digest, u64(i)]));
        if (!step) throw new Damaged('it does not open', `chunk ${i}`);
        if (step.final !== (i + 1 === outside.chunks.length))
            throw new Damaged('a final tag early or missing', `chunk ${i}`);
        return step.plain;
    }));
}

class Frames {
    constructor(bytes) {
        this.in_ = new Cursor(bytes, 'frames');
    }
    next_is(kind) {
        return this.in_.left() > 0 && this.in_.bytes[this.in_.at] === kind;
    }
    take(kind, least, largest) {
        const where = this.in_.place();
        if (!this.next_is(kind)) throw new Damaged('frames out of order', where);
        this.in_.u8();
        const size = this.in_.u32();
        if (size < least || size > largest) throw new Damaged('an impossible size', where);
        return this.in_.take(size);
    }
}

function read_keys(frames) {
    const keys = [];
    while (frames.next_is(4)) {
        const bytes = frames.take(4, 64, 64);
        const before = keys[keys.length - 1];
        if (before && before.subarray(0, 32).compare(bytes.subarray(0, 32)) >= 0)
            throw new Damaged('keys out of order', frames.in_.place());
        if (keys.length === most.keys) throw new Damaged('too many keys');
        keys.push(bytes);
    }
    return keys;
}

function read_entry(frames, log_id, seq) {
    const new_keys = [];
    while (frames.next_is(5)) {
        if (new_keys.length === most.new_keys) throw new Damaged('too many keys', `entry ${seq}`);
        new_keys.push(frames.take(5, 32, 32));
    }
    const entry = entries.parse(frames.take(1, entries.header_size, 680));
    const { header } = entry;
    if (!header.log_id.equals(log_id) || header.seq !== seq)
        throw new Damaged('of another log or another place', `entry ${seq}`);
    const named = (header.flags & entries.flag.content) !== 0;
    const present = frames.next_is(2);
    if (present && !named) throw new Damaged('a content that is not named', `entry ${seq}`);
    if (!present) return { ...entry, new_keys };  // none, or erased: the log says which
    const ciphertext = frames.take(2, 1, 1048576);
    contents.check_digest(header, ciphertext);
    return { ...entry, new_keys, ciphertext, wrap: frames.take(3, 72, 72) };
}

function parse_inside(plain) {
    const in_ = new Cursor(plain, 'manifest');
    const size = in_.u32();
    if (size > most.manifest) throw new Damaged('the manifest is too large');
    const manifest_bytes = in_.take(size);
    const signature = in_.take(64);
    const m = cbor.decode_struct(manifest_bytes, manifest_fields, 'the manifest');
    const [from, to] = [m.get(4), m.get(5)];
    if (from >= to || to > most.to || to - from > most.entries)
        throw new Damaged('an impossible range', 'manifest');
    const note = notes.parse_note(Buffer.from(m.get(7), 'utf8'));
    const checkpoint = notes.parse_checkpoint(note.text);
    if (checkpoint.size !== to || !checkpoint.root.equals(m.get(6)))
        throw new Damaged('a checkpoint of another record', 'manifest');
    const frame_bytes = in_.take(in_.left());
    if (!sha256(frame_bytes).equals(m.get(13))) throw new Damaged('other frames', 'manifest');
    const frames = new Frames(frame_bytes);
    const keys = read_keys(frames);
    const list = [];
    for (let seq = from; seq < to; ++seq) list.push(read_entry(frames, m.get(3), seq));
    if (frames.in_.left() !== 0) throw new Damaged('frames left over', frames.in_.place());
    if (BigInt(list.filter((e) => e.ciphertext).length) !== m.get(11) ||
        BigInt(keys.length) !== m.get(12))
        throw new Damaged('counts that do not fit', 'manifest');
    return { manifest: m, manifest_bytes, signature, note, checkpoint, keys, entries: list, from, to };
}

function read(file, secret) {
    const outside = inspect(file);
    const inside = parse_inside(open(outside, secret));
    const signed = Buffer.concat([manifest_label, inside.manifest_bytes]);
    if (!ed25519.verify(outside.device_key, signed, inside.signature))
        throw new Damaged('not signed by the device that sealed it', 'manifest');
    if (!inside.manifest.get(1).equals(outside.id) ||
        !inside.manifest.get(2).equals(outside.ingest_kid))
        throw new Damaged('made for another bundle or another central', 'manifest');
    return { ...outside, ...inside };
}

// A log as far as its bundles have told it. take() checks the next bundle from its bytes alone.
// `enrolled`, where it is known: { device_key, log_id, origin, practice }.
class Log {
    constructor(enrolled = null) {
        this.enrolled = enrolled;
        this.leaves = [];
        this.roots = [tree.empty_root()];
        this.signers = new Map();
        this.conference_keys = new Map();
        this.nonces = new Set();
        this.contents = 0;
        this.bare = [];  // numbers of entries whose content is not there
        this.erased = new Erased();
    }
    take(bundle) {
        if (bundle.from !== BigInt(this.leaves.length))
            throw new CannotAnswer(`it begins at entry ${bundle.from}; ${this.leaves.length} are known`);
        if (this.id && !this.id.equals(bundle.manifest.get(3)))
            throw new Damaged('another log than the bundle before');
        this.check_enrolled(bundle);
        if (!notes.verify_note(bundle.note, bundle.checkpoint.origin, bundle.device_key))
            throw new Damaged('a checkpoint that the device did not sign', 'manifest');
        for (const bytes of bundle.keys) {
            const name = bytes.subarray(0, 32).toString('hex');
            const known = this.conference_keys.get(name);
            if (known && !known.equals(bytes.subarray(32)))
                throw new Damaged('another key for a conference whose key is known');
            this.conference_keys.set(name, bytes.subarray(32));
        }
        for (const entry of bundle.entries) this.add(entry, bundle);
        this.erased.check(this.bare);
        if (!this.roots[this.leaves.length].equals(bundle.checkpoint.root))
            throw new Damaged("the entries' root is not the checkpoint's");
    }
    check_enrolled(bundle) {
        const { enrolled } = this;
        if (!enrolled) return;
        if (!bundle.device_key.equals(enrolled.device_key) ||
            !bundle.manifest.get(3).equals(enrolled.log_id))
            throw new Damaged('another device or log than the enrolled one');
        if (bundle.checkpoint.origin !== enrolled.origin)
            throw new Damaged('another origin than the enrolled one');
    }
    add_signers(entry, where) {
        for (const key of entry.new_keys) {
            const kid = sha256(key);
            if (this.signers.has(kid.toString('hex')) || !entry.signatures.some((s) => s.kid.equals(kid)))
                throw new Damaged('it brings a key that is known or that it does not use', where);
            this.signers.set(kid.toString('hex'), key);
        }
    }
    add(entry, bundle) {
        const { header } = entry;
        const where = `entry ${header.seq}`;
        const nonce = header.nonce.toString('hex');
        if (!header.prev_root.equals(this.roots[this.leaves.length]))
            throw new Damaged('its past is another', where);
        if (this.nonces.has(nonce)) throw new Damaged('a nonce used twice', where);
        this.nonces.add(nonce);
        this.add_signers(entry, where);
        entries.check_signatures(entry, (kid) => this.signers.get(kid));
        const device_kid = sha256(bundle.device_key);
        if (entry.signatures.some((s) => (s.role === 3) !== s.kid.equals(device_kid)))
            throw new Damaged('the device signed as somebody else, or somebody as the device', where);
        if ((header.seq === 0n) !== (header.type === 1))
            throw new Damaged('a log is opened once, by its first entry', where);
        if (!header.basis_root.equals(this.roots[Number(header.basis_size)]))
            throw new Damaged('a basis that the log never had', where);
        const plain = this.open(entry, where);
        if (header.seq === 0n) this.check_first(header, plain, bundle);
        this.erased.look_at(entry, plain);
        this.leaves.push(tree.leaf_hash(entry.bytes));
        this.roots.push(tree.root_of(this.leaves));
    }
    open(entry, where) {
        const { header } = entry;
        if (!entry.ciphertext && (header.flags & entries.flag.content) !== 0)
            this.bare.push(header.seq);
        if (!entry.ciphertext) return null;
        const name = Buffer.concat([header.conference, header.key_id]).toString('hex');
        const key = this.conference_keys.get(name);
        if (!key) throw new Damaged("the conference's key is missing", where);
        const record_key = contents.unwrap(header, entry.wrap, key);
        const plain = contents.open(header, entry.ciphertext, record_key);
        contents.check_canonical(plain, header.seq);
        ++this.contents;
        return plain;
    }
    check_first(header, plain, bundle) {
        if (!plain) throw new Damaged('it does not open the log', 'entry 0');
        const opened = cbor.decode_struct(plain, { 1: cbor.of_bytes(32), 2: cbor.of_bytes(16),
            3: cbor.of_text, 4: cbor.of_bool }, 'entry 0');
        if (!opened.get(1).equals(bundle.device_key) ||
            !entries.log_id_of(opened.get(1), opened.get(2)).equals(header.log_id))
            throw new Damaged('it names another device or log', 'entry 0');
        if (this.enrolled && opened.get(4) !== this.enrolled.practice)
            throw new Damaged('practice where a real record is enrolled, or the reverse', 'entry 0');
        this.id = header.log_id;
    }
}

// For artefacts of our own making.
function seal(id, ingest_public, plain, device, random) {
    const count = Math.ceil(plain.length / chunk_plain);
    const header = cbor.encode(new Map([[1, id], [2, sha256(ingest_public)], [3, chunk_plain],
        [4, count]]));
    const key = random(32);
    const stream_header = random(24);
    const stream = new SecretStream(key, stream_header);
    const head = Buffer.concat([head_magic, u32(header.length), header,
        sealed_box_seal(ingest_public, key, random(32)), stream_header]);
    const parts = [head];
    for (let i = 0; i < count; ++i)
        parts.push(stream.push(plain.subarray(i * chunk_plain, (i + 1) * chunk_plain),
            Buffer.concat([sha256(header), u64(i)]), i + 1 === count));
    const statement = Buffer.concat([trailer_magic, device.public_key, ...parts.map((p) => sha256(p))]);
    return Buffer.concat([...parts, statement, device.sign(Buffer.concat([seal_label, statement]))]);
}
const frame = (kind, bytes) => Buffer.concat([Buffer.from([kind]), u32(bytes.length), bytes]);
function inside(manifest, frames, device) {
    manifest.set(13, sha256(frames));
    const bytes = cbor.encode(manifest);
    return Buffer.concat([u32(bytes.length), bytes,
        device.sign(Buffer.concat([manifest_label, bytes])), frames]);
}

module.exports = { inspect, open, read, parse_inside, Log, seal, frame, inside };
