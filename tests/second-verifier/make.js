// SPDX-License-Identifier: Apache-2.0
// Artefacts of our own making for the product to judge: the same kinds, another encoder, another
// signer (node:crypto), other mistakes. Everything follows from the seed.
'use strict';
const { sha256, u64 } = require('./lib/bytes');
const { SigningKey, group_order } = require('./lib/ed25519');
const { x25519_public } = require('./lib/ciphers');
const bundles = require('./lib/bundle');
const cbor = require('./lib/cbor');
const contents = require('./lib/content');
const entries = require('./lib/entry');
const notes = require('./lib/note');
const paper = require('./lib/paper');
const receipts = require('./lib/receipt');
const single = require('./lib/single');
const tree = require('./lib/tree');

// Bytes are SHA-256 over seed and counter: the same on every machine.
class Dice {
    constructor(seed) {
        this.seed = Buffer.from(`second verifier ${seed}\0`);
        this.count = 0n;
    }
    bytes(size) {
        const parts = [];
        for (let have = 0; have < size; have += 32) parts.push(sha256(this.seed, u64(this.count++)));
        return Buffer.concat(parts).subarray(0, size);
    }
    below(limit) {
        return Number(this.bytes(8).readBigUInt64BE() % BigInt(limit));
    }
    once_in(times) {
        return this.below(times) === 0;
    }
    one_of(list) {
        return list[this.below(list.length)];
    }
}

const b64 = (bytes) => Buffer.from(bytes).toString('base64');
const zero = (size) => Buffer.alloc(size);

// One change at a random place.
function hurt(dice, bytes) {
    const at = dice.below(bytes.length + 1);
    const out = Buffer.from(bytes);
    switch (dice.below(5)) {
        case 0: return out.subarray(0, at);
        case 1: return Buffer.concat([out.subarray(0, at), dice.bytes(1), out.subarray(at)]);
        case 2: return Buffer.concat([out.subarray(0, at), out.subarray(at + 1)]);
        case 3: return Buffer.concat([out, zero(1 + dice.below(3))]);
        default:
            if (at < out.length) out[at] ^= 1 << dice.below(8);
            return out;
    }
}

function random_value(dice, depth = 0) {
    switch (dice.below(depth < 7 ? 8 : 5)) {
        case 0: return dice.bytes(8).readBigUInt64BE() >> BigInt(1 + dice.below(63));
        case 1: return -1n - (dice.bytes(8).readBigUInt64BE() >> BigInt(1 + dice.below(63)));
        case 2: return dice.once_in(2);
        case 3: return dice.one_of(['', 'yes', 'Grüße', '🙂', 'x'.repeat(dice.below(400))]);
        case 4: return dice.bytes(dice.below(300));
        case 5: return Array.from({ length: dice.below(4) }, () => random_value(dice, depth + 1));
        default: {
            const out = new Map();
            for (let i = dice.below(4); i > 0; --i) out.set(dice.below(70000), random_value(dice, depth + 1));
            return out;
        }
    }
}

// Second forms of a value, which a strict reader refuses.
function second_form(dice, bytes) {
    const head = bytes[0];
    const low = head & 31;
    return dice.one_of([
        () => (low < 24 ? Buffer.concat([Buffer.from([(head & 0xe0) | 24, low]), bytes.subarray(1)]) : bytes),
        () => Buffer.concat([Buffer.from([0xc1]), bytes]),
        () => Buffer.from([0x9f, 0xff]),
        () => Buffer.from([0xf6]),
        () => Buffer.from([0xf9, 0x3c, 0x00]),
        () => Buffer.from([0xa2, 0x02, 0x01, 0x01, 0x01]),
        () => Buffer.from([0xa2, 0x01, 0x01, 0x01, 0x02]),
        () => Buffer.from([0x1b, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        () => Buffer.from([0x62, 0xc0, 0x80]),
        () => Buffer.from([0x63, 0xed, 0xa0, 0x80]),
        () => Buffer.concat([Buffer.from([0x79, 0x40, 0x01]), Buffer.alloc(16385, 0x61)]),
    ])();
}

class World {
    constructor(dice) {
        this.dice = dice;
        for (const name of ['device', 'chair', 'attendee', 'other', 'central'])
            this[name] = new SigningKey(dice.bytes(32));
        this.secret = dice.bytes(32);
        this.ingest = x25519_public(this.secret);
        this.salt = dice.bytes(16);
        this.log_id = entries.log_id_of(this.device.public_key, this.salt);
        this.origin = `example.org/cpc/${this.log_id.toString('hex')}`;
        this.conference = dice.bytes(16);
        this.keys = new Map();
        this.practice = dice.once_in(2);
        this.entries = [];
        this.leaves = [];
        this.seen = new Set();
    }
    key_of(conference) {
        const name = conference.toString('hex');
        if (!this.keys.has(name)) this.keys.set(name, { id: this.dice.bytes(16), key: this.dice.bytes(32) });
        return this.keys.get(name);
    }
    random_type() {
        const { dice } = this;
        if (dice.once_in(12)) return 0x0300 + dice.below(100);
        const [first, last] = dice.one_of(entries.rules);
        const type = first + dice.below(last - first + 1);
        return type === 1 ? 2 : type;
    }
    signers(type) {
        const rule = entries.rules.find(([first, last]) => first <= type && type <= last);
        if (!rule) return [[2, this.chair]];
        const [attendees, chairs] = this.dice.one_of(rule[3]).split('-').map(Number);
        const out = [];
        if (attendees) out.push([1, this.dice.once_in(2) ? this.attendee : this.other]);
        if (chairs) out.push([2, this.chair]);
        if (rule[4] || this.dice.once_in(2)) out.push([3, this.device]);
        return out;
    }
    first_content() {
        return cbor.encode(new Map([[1, this.device.public_key], [2, this.salt], [3, 'example.org'],
            [4, this.practice]]));
    }
    // bend(draft): may change header, people and plain before anything is signed.
    add(bend = () => {}) {
        const { dice } = this;
        const at = this.entries.length;
        const type = at === 0 ? 1 : this.random_type();
        const basis = at === 0 ? 0 : 1 + dice.below(at);
        const h = { log_id: this.log_id, seq: BigInt(at), prev_root: tree.root_of(this.leaves), type,
            flags: 0, signature_count: 0, conference: type < 0x100 ? zero(16) : this.conference,
            key_id: zero(16), wall_ms: BigInt(dice.below(2 ** 42)), boot_ms: BigInt(dice.below(2 ** 40)),
            boot_id: dice.bytes(16), clock_state: dice.below(16), nonce: dice.bytes(16),
            basis_size: BigInt(basis), basis_root: tree.root_of(this.leaves.slice(0, basis)),
            commitment: zero(32), content_hash: zero(32), content_size: 0 };
        const plain = at === 0 ? this.first_content()
            : dice.once_in(6) ? null : cbor.encode(random_value(dice));
        const draft = { h, at, people: this.signers(type), plain };
        bend(draft);
        const made = { header: h, plain: draft.plain, people: draft.people };
        if (draft.plain) this.seal(made);
        h.signature_count = draft.people.length;
        if (draft.people.some(([role]) => role !== 3)) h.flags |= 2;
        made.signatures = this.sign(h, draft.people);
        made.bytes = entries.write(h, made.signatures);
        made.new_keys = [];
        for (const { kid, key } of made.signatures)
            if (!this.seen.has(kid.toString('hex'))) {
                this.seen.add(kid.toString('hex'));
                made.new_keys.push(key);
            }
        this.leaves.push(tree.leaf_hash(made.bytes));
        this.entries.push(made);
        return made;
    }
    seal(made) {
        const { dice } = this;
        const { id, key } = this.key_of(made.header.conference);
        made.header.flags |= 1;
        made.header.key_id = id;
        made.record_key = dice.bytes(32);
        made.ciphertext = contents.seal(made.header, made.plain, { record_key: made.record_key,
            commitment_key: dice.bytes(32), nonce: dice.bytes(24), pad: made.pad || 0 });
        made.wrap = contents.wrap(made.header, made.record_key, key, dice.bytes(24));
        made.conference_key = key;
    }
    sign(h, people) {
        const statement = entries.statement_of(entries.write_header(h));
        return people.map(([role, key]) => ({ role, kid: key.kid, bytes: key.sign(statement),
            key: key.public_key })).sort((a, b) => a.role - b.role || a.kid.compare(b.kid));
    }
    grow(count, bend) {
        for (let i = 0; i < count; ++i) this.add(bend);
    }
    checkpoint(size, signer = this.device) {
        const text = notes.write_checkpoint({ origin: this.origin, size,
            root: tree.root_of(this.leaves.slice(0, size)) });
        return notes.write_note(text, [notes.sign_note(text, this.origin, signer)]);
    }
    frames() {
        const { frame } = bundles;
        const keys = [...this.keys].map(([conference, { id, key }]) =>
            Buffer.concat([Buffer.from(conference, 'hex'), id, key])).sort(Buffer.compare);
        return [...keys.map((key) => frame(4, key)), ...this.entries.flatMap((made) => [
            ...made.new_keys.map((key) => frame(5, key)), frame(1, made.bytes),
            ...(made.ciphertext ? [frame(2, made.ciphertext), frame(3, made.wrap)] : [])])];
    }
    bundle({ bend_frames = () => {}, bend_manifest = () => {}, signer = this.device } = {}) {
        const { dice } = this;
        const id = dice.bytes(16);
        const size = this.entries.length;
        const m = new Map([[1, id], [2, sha256(this.ingest)], [3, this.log_id], [4, 0], [5, size],
            [6, tree.root_of(this.leaves)], [7, this.checkpoint(size).toString('utf8')], [8, zero(32)],
            [9, 0], [10, zero(32)], [11, this.entries.filter((e) => e.ciphertext).length],
            [12, this.keys.size], [14, BigInt(dice.below(2 ** 42))], [15, 1], [16, dice.bytes(16)]]);
        const frames = this.frames();
        bend_frames(frames);
        bend_manifest(m);
        return bundles.seal(id, this.ingest, bundles.inside(m, Buffer.concat(frames), signer),
            this.device, (count) => dice.bytes(count));
    }
}

const fields = ['flags', 'clock_state', 'content_size', 'reserved', 'signature_count'];
function make_entry(dice) {
    const world = new World(dice);
    world.grow(1 + dice.below(4));
    const made = dice.one_of(world.entries);
    let { bytes } = made;
    let keys = made.signatures.map(({ key }) => key);
    const again = (people) => entries.write(made.header, world.sign(made.header, people));
    switch (dice.below(9)) {
        case 0: bytes = hurt(dice, bytes); break;
        case 1:
            made.header[dice.one_of(fields)] = dice.one_of([0, 1, 2, 4, 8, 15, 16, 255]);
            bytes = again(made.people);
            break;
        case 2:
            made.header.basis_size = BigInt(dice.below(6));
            bytes = again(made.people);
            break;
        case 3: {
            const people = Array.from({ length: dice.below(5) }, () =>
                [1 + dice.below(5), dice.one_of([world.device, world.chair, world.attendee])]);
            made.header.signature_count = people.length;
            made.header.flags = (made.header.flags & ~2) | (people.some(([role]) => role !== 3) ? 2 : 0);
            bytes = again(people);
            keys = [world.device, world.chair, world.attendee].map((key) => key.public_key);
            break;
        }
        case 4: {
            const s = Buffer.from(bytes.subarray(bytes.length - 32)).reverse();
            const more = BigInt('0x' + s.toString('hex')) + group_order * BigInt(1 + dice.below(2));
            bytes = Buffer.concat([bytes.subarray(0, -32),
                Buffer.from(more.toString(16).padStart(64, '0').slice(-64), 'hex').reverse()]);
            break;
        }
        case 5: keys = keys.slice(1); break;
        default: break;
    }
    return { kind: 'entry', bytes: b64(bytes), keys: keys.map(b64) };
}

function make_cbor(dice) {
    let bytes = cbor.encode(random_value(dice));
    if (dice.once_in(3)) bytes = hurt(dice, bytes);
    if (dice.once_in(4)) bytes = second_form(dice, bytes.length ? bytes : Buffer.from([1]));
    return { kind: 'cbor', bytes: b64(bytes) };
}

function make_content(dice) {
    const world = new World(dice);
    world.grow(1);
    const made = world.add((draft) => {
        draft.plain = draft.plain || cbor.encode('x');
        if (dice.once_in(6)) draft.plain = second_form(dice, draft.plain);
    });
    if (dice.once_in(6)) {
        made.pad = dice.one_of([256, 512]);
        world.seal(made);
        made.bytes = entries.write(made.header, made.signatures);
    }
    const out = { entry: made.bytes, ciphertext: made.ciphertext, wrap: made.wrap, key: made.conference_key };
    if (dice.once_in(3)) {
        const part = dice.one_of(['entry', 'ciphertext', 'wrap', 'key']);
        out[part] = part === 'key' ? dice.bytes(32) : hurt(dice, out[part]);
    }
    return { kind: 'content', ...Object.fromEntries(Object.entries(out).map(([k, v]) => [k, b64(v)])) };
}

const hashes = (dice, count) => Array.from({ length: count }, () => dice.bytes(32));
function hurt_proof(dice, proof) {
    const at = dice.below(proof.length + 1);
    dice.one_of([() => proof.splice(at, 1), () => proof.splice(at, 0, dice.bytes(32)),
        () => proof.reverse(), () => {}])();
}
function make_proof(dice) {
    const leaves = hashes(dice, 1 + dice.below(130));
    const root = tree.root_of(leaves);
    let size = leaves.length;
    if (dice.once_in(3)) return { kind: 'root', leaves: leaves.map(b64) };
    if (dice.once_in(2)) {
        let index = dice.below(size);
        const proof = tree.inclusion_proof(leaves, index);
        const leaf = leaves[index];
        if (dice.once_in(3)) hurt_proof(dice, proof);
        if (dice.once_in(6)) index = dice.below(size + 3);
        if (dice.once_in(6)) size += 1;
        return { kind: 'inclusion', leaf: b64(leaf), index: `${index}`, size: `${size}`,
            root: b64(root), proof: proof.map(b64) };
    }
    let old_size = dice.below(size + 1);
    const old_root = tree.root_of(leaves.slice(0, old_size));
    const proof = tree.consistency_proof(leaves, old_size);
    if (dice.once_in(3)) hurt_proof(dice, proof);
    if (dice.once_in(6)) old_size = dice.below(size + 3);
    if (dice.once_in(6)) size += 1;
    return { kind: 'consistency', old_size: `${old_size}`, old_root: b64(old_root), size: `${size}`,
        root: b64(root), proof: proof.map(b64) };
}

function make_note(dice) {
    const world = new World(dice);
    const name = dice.one_of(['central.example.org/cpc', 'Übersicht/cpc', 'a', 'x\u2007y', 'x y', 'x+y']);
    const kind = dice.one_of([1, 4]);
    const text = dice.one_of([`${world.origin}\n${dice.below(999)}\n${b64(dice.bytes(32))}\n`,
        'one\n\ntwo\n', '\n', 'one\r\n', 'é\n']);
    const line = kind === 1 ? notes.sign_note(text, name, world.central)
        : notes.cosign_note(text, name, world.central, BigInt(dice.below(2 ** 50)));
    const lines = [line];
    const foreign = () => ({ name: 'else', key_id: dice.bytes(4), bytes: dice.bytes(1 + dice.below(90)) });
    for (let i = dice.one_of([0, 0, 1, 2, 98, 99, 100]); i > 0; --i) lines.splice(dice.below(2), 0, foreign());
    if (dice.once_in(6)) lines.push(line);
    if (dice.once_in(6)) lines.push({ ...line, bytes: hurt(dice, line.bytes) });
    let file = notes.write_note(text, lines);
    if (dice.once_in(4)) file = hurt(dice, file);
    const key = notes.write_verifier_key({ name: notes.good_name(name) ? name : 'other', kind,
        key: world.central.public_key });
    return { kind: 'note', bytes: b64(file), key };
}
function make_words(dice) {
    const world = new World(dice);
    const size = dice.one_of(['0', '7', '07', '10000000', '10000001', '-1', '1e3', '']);
    if (dice.once_in(2))
        return { kind: 'checkpoint', bytes: b64(dice.once_in(3)
            ? hurt(dice, Buffer.from(`${world.origin}\n42\n${b64(dice.bytes(32))}\n`))
            : `${world.origin}\n${size}\n${b64(dice.bytes(dice.one_of([32, 32, 31])))}\n`) };
    const name = dice.one_of(['example.com/foo', 'ä', 'x\u00a0y', '']);
    let text = notes.write_verifier_key({ name, kind: dice.one_of([1, 4, 2]), key: world.chair.public_key });
    if (dice.once_in(4)) text = hurt(dice, Buffer.from(text));
    if (typeof text === 'string' && dice.once_in(4)) text = text.replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase());
    return { kind: 'verifier-key', bytes: b64(text) };
}
function make_paper(dice) {
    const root = dice.bytes(32);
    if (dice.once_in(4)) return { kind: 'paper-of', root: b64(root) };
    let code = paper.write(root);
    if (dice.once_in(3)) code = code.toLowerCase().replace(/-/g, dice.one_of(['', ' ', ' - ']));
    if (dice.once_in(3)) code = code.replace(/0/g, 'o').replace(/1/g, dice.one_of(['i', 'L']));
    if (dice.once_in(2)) code = hurt(dice, Buffer.from(code)).toString('latin1');
    return { kind: 'paper', bytes: b64(Buffer.from(code, 'latin1')) };
}

function make_receipt(dice) {
    const world = new World(dice);
    world.grow(1 + dice.below(2));
    const r = { bundle: dice.bytes(16), digest: dice.bytes(32), level: dice.one_of([1, 1, 1, 1, 1, 2, 0]),
        received: dice.below(2 ** 42), index: dice.one_of([0, 17, 10000000, 10000001]),
        tree: dice.bytes(32), next: dice.bytes(32),
        central: { name: 'central.example.org/cpc', key: world.central.public_key },
        device: { name: world.origin, key: world.device.public_key },
        checkpoint: { origin: world.origin, size: world.entries.length, root: tree.root_of(world.leaves) } };
    if (dice.once_in(8)) r.device.name = 'example.com/cpc/00';
    if (dice.once_in(8)) r.central.key = world.chair.public_key;
    if (dice.once_in(3)) r.epoch = dice.one_of([1, dice.below(2 ** 42), 2 ** 52]);
    if (dice.once_in(2))
        r.list = { size: dice.one_of([0, dice.below(2 ** 29), 1000000000, 1000000001]),
            root: dice.bytes(dice.once_in(20) ? 31 : 32) };
    const codes = ['newer-format', 'content-locked', 'not-known-here', 'Bad', '-'];
    let next = 0;
    if (dice.once_in(3))
        r.held_back = Array.from({ length: 1 + dice.below(3) }, () => {
            const first = next + dice.below(2), last = first + dice.below(2);
            next = last + dice.below(2) + (dice.once_in(6) ? 0 : 1);
            return { first, last, code: dice.once_in(6) ? dice.one_of(codes) : codes[dice.below(2)] };
        });
    let file = receipts.make(r, dice.once_in(8) ? world.chair : world.device, world.central);
    if (dice.once_in(2)) {
        const site = { name: dice.once_in(8) ? r.central.name : 'second.example.org/cpc',
            key: dice.once_in(8) ? r.central.key : world.other.public_key };
        const second = { confirmed: dice.below(2 ** 42), held: dice.one_of([1, 18, 10000001, 10000002]),
            site, endorsed: dice.bytes(64) };
        file = receipts.make_second(second, file, dice.once_in(8) ? world.chair : world.other);
    }
    if (dice.once_in(3)) file = hurt(dice, file);
    return { kind: 'receipt', bytes: b64(file) };
}

function make_bundle(dice) {
    const world = new World(dice);
    world.grow(1 + dice.below(4));
    const bend_frames = (frames) => {
        if (!dice.once_in(3)) return;
        const at = dice.below(frames.length);
        dice.one_of([() => frames.splice(at, 1), () => frames.push(frames[at]), () => frames.reverse(),
            () => { frames[at] = hurt(dice, frames[at]); }])();
    };
    const bend_manifest = (m) => {
        if (!dice.once_in(3)) return;
        m.set(dice.one_of([4, 5, 9, 11, 12, 15, 17]), dice.one_of([0, 1, 2, 3, -1]));
        if (dice.once_in(3)) m.set(7, world.checkpoint(1, world.chair).toString('utf8'));
    };
    const signer = dice.once_in(9) ? world.chair : world.device;
    const file = world.bundle({ bend_frames, bend_manifest, signer });
    const kind = dice.one_of(['bundle', 'opened', 'opened']);
    return { kind, bytes: b64(dice.once_in(3) ? hurt(dice, file) : file), secret: b64(world.secret) };
}

const log_bends = [
    ({ h }) => { h.prev_root = zero(32); },
    ({ h }) => { h.basis_root = zero(32); },
    ({ h }) => { h.nonce = zero(16); },
    (draft, world) => { draft.people = [[3, world.other]]; },
    (draft, world) => { draft.people = [[2, world.device]]; draft.h.type = 0x150; },
    (draft) => { draft.plain = Buffer.from([0x18, 0x01]); },
    (draft) => { draft.plain = null; },
    (draft, world) => { draft.h.type = 1; draft.people = [[3, world.device]]; },
    (draft, world) => { draft.people.push([4, world.other]); },
];
function make_log(dice) {
    const world = new World(dice);
    const bend = dice.once_in(2) ? dice.one_of(log_bends) : null;
    const from = dice.below(3);
    world.grow(1 + dice.below(5), (draft) => { if (bend && draft.at >= from) bend(draft, world); });
    return { kind: 'log', bytes: b64(world.bundle()), secret: b64(world.secret),
        device: b64((dice.once_in(15) ? world.chair : world.device).public_key), log: b64(world.log_id),
        origin: dice.once_in(15) ? `example.com/cpc/${world.log_id.toString('hex')}` : world.origin,
        practice: dice.once_in(15) ? !world.practice : world.practice };
}

function make_record(dice) {
    const world = new World(dice);
    world.grow(1 + dice.below(12), dice.once_in(9) ? ({ h }) => { h.prev_root = zero(32); } : undefined);
    const size = world.entries.length;
    if (dice.once_in(3)) {
        const from = dice.below(size + 1);
        const proof = tree.consistency_proof(world.leaves, from);
        if (dice.once_in(4)) hurt_proof(dice, proof);
        const file = single.write_consistency({ from_size: dice.once_in(8) ? `0${from}` : from,
            from_root: tree.root_of(world.leaves.slice(0, from)), proof, note: world.checkpoint(size) });
        return { kind: 'proof-file', bytes: b64(dice.once_in(5) ? hurt(dice, file) : file) };
    }
    const index = dice.below(size);
    const made = world.entries[index];
    const extra = new Map([[1, world.device.public_key], [2, world.salt], [3, made.bytes],
        [4, made.signatures.map(({ key }) => key)]]);
    if (made.ciphertext && dice.once_in(2)) extra.set(5, made.ciphertext).set(6, made.record_key);
    if (dice.once_in(5)) extra.set(dice.one_of([1, 2, 5, 6, 7]), dice.bytes(dice.one_of([16, 32])));
    if (dice.once_in(9)) extra.get(4).reverse();
    const proof = tree.inclusion_proof(world.leaves, index);
    if (dice.once_in(9)) hurt_proof(dice, proof);
    const file = single.write({ extra, proof, index: dice.once_in(9) ? dice.below(size) : index,
        note: world.checkpoint(dice.once_in(9) ? index : size, dice.once_in(9) ? world.chair : undefined) });
    return { kind: 'record', bytes: b64(dice.once_in(5) ? hurt(dice, file) : file) };
}

function make_pairing(dice) {
    const world = new World(dice);
    const name = dice.one_of(['central.example.org/cpc', 'Tablet ä', 'x+y', '']);
    const practice = dice.once_in(2);
    const sign = (key, label, values) => b64(key.sign(Buffer.concat([Buffer.from(label),
        cbor.encode(new Map(values.map((value, i) => [i + 1, value])))])));
    const pins = dice.one_of([[], [`sha256//${b64(dice.bytes(32))}`], ['sha256//x'], ['md5//']]);
    const { origin, log_id, device, central, chair, ingest } = world;
    const json = dice.once_in(2)
        ? { format: 'cpc-central/1', name, ingest_key: b64(ingest), receipt_key: b64(central.public_key),
            root_key: b64(chair.public_key), tls_pins: pins, practice,
            signature: sign(chair, 'cpc/central/v1\0',
                [name, ingest, central.public_key, chair.public_key, pins, practice]) }
        : { format: 'cpc-device/1', name, device_key: b64(device.public_key), log_id: b64(log_id), origin,
            practice, signature: sign(device, 'cpc/device/v1\0',
                [name, device.public_key, log_id, origin, practice]) };
    if (dice.once_in(6)) json.more = 1;
    if (dice.once_in(6)) json.practice = dice.one_of([!practice, 'yes']);
    const text = Buffer.from(JSON.stringify(json, null, dice.once_in(2) ? 2 : 0));
    return { kind: 'pairing', bytes: b64(dice.once_in(5) ? hurt(dice, text) : text) };
}

const mixture = [[22, make_entry], [10, make_cbor], [8, make_content], [16, make_proof], [10, make_note],
    [7, make_words], [6, make_paper], [6, make_receipt], [5, make_bundle], [4, make_log],
    [7, make_record], [3, make_pairing]];
function make_artefact(dice) {
    let left = dice.below(mixture.reduce((sum, [weight]) => sum + weight, 0));
    return mixture.find(([weight]) => (left -= weight) < 0)[1](dice);
}

module.exports = { make_artefact, Dice, World };
