// SPDX-License-Identifier: Apache-2.0
// The second verifier's verdict on an artefact, in the form that the product's is given in.
'use strict';
const { Damaged, CannotAnswer, sha256 } = require('./lib/bytes');
const bundles = require('./lib/bundle');
const cbor = require('./lib/cbor');
const contents = require('./lib/content');
const entries = require('./lib/entry');
const notes = require('./lib/note');
const paper = require('./lib/paper');
const receipts = require('./lib/receipt');
const single = require('./lib/single');
const tree = require('./lib/tree');

const bytes_of = (text) => Buffer.from(text, 'base64');
const hex = (bytes) => bytes.toString('hex');
const digest = (bytes) => hex(sha256(bytes));
function must(good, what) {
    if (!good) throw new Damaged(what);
}

const judges = {
    cbor(a) {
        cbor.decode(bytes_of(a.bytes));
        return 'canonical';
    },
    entry(a) {
        const bytes = bytes_of(a.bytes);
        const keys = new Map(a.keys.map((text) => [digest(bytes_of(text)), bytes_of(text)]));
        const entry = entries.parse(bytes);
        entries.check_signatures(entry, (kid) => keys.get(kid));
        return `${hex(tree.leaf_hash(bytes))} ${entry.header.seq}`;
    },
    content(a) {
        const { header } = entries.parse(bytes_of(a.entry));
        const key = contents.unwrap(header, bytes_of(a.wrap), bytes_of(a.key));
        const plain = contents.open(header, bytes_of(a.ciphertext), key);
        contents.check_canonical(plain, header.seq);
        return digest(plain);
    },
    root(a) {
        return hex(tree.root_of(a.leaves.map((text) => tree.leaf_hash(bytes_of(text)))));
    },
    inclusion(a) {
        must(tree.verify_inclusion(bytes_of(a.leaf), BigInt(a.index), BigInt(a.size),
            bytes_of(a.root), a.proof.map(bytes_of)), 'not included');
        return 'included';
    },
    consistency(a) {
        must(tree.verify_consistency(BigInt(a.old_size), bytes_of(a.old_root), BigInt(a.size),
            bytes_of(a.root), a.proof.map(bytes_of)), 'not consistent');
        return 'consistent';
    },
    'verifier-key'(a) {
        const { name, kind, key } = notes.parse_verifier_key(utf8(a.bytes));
        return `${kind} ${hex(key)} ${name}`;
    },
    checkpoint(a) {
        const { origin, size, root } = notes.parse_checkpoint(Buffer.from(utf8(a.bytes)));
        return `${size} ${hex(root)} ${origin}`;
    },
    note(a) {
        const note = notes.parse_note(bytes_of(a.bytes));
        const { name, kind, key } = notes.parse_verifier_key(a.key);
        if (kind === notes.log_kind) {
            must(notes.verify_note(note, name, key), 'not signed by this key');
            return `signed ${digest(note.text)}`;
        }
        const time = notes.verify_cosignature(note, name, key);
        must(time !== null, 'not cosigned by this key');
        return `cosigned ${time}`;
    },
    paper(a) {
        const digits = paper.read(bytes_of(a.bytes).toString('latin1'));
        must(digits, 'not copied right');
        return hex(digits);
    },
    'paper-of'(a) {
        return paper.write(bytes_of(a.root));
    },
    receipt(a) {
        const r = receipts.read(bytes_of(a.bytes));
        return `${hex(r.bundle)} ${r.level} ${r.received} ${r.index} ${r.checkpoint.size} ` +
            `${hex(r.checkpoint.root)} ${hex(r.next)} ${r.epoch || 0}` +
            (r.list ? ` list ${r.list.size} ${hex(r.list.root)}` : '') +
            r.held_back.map((one) => ` held-back ${one.first} ${one.last} ${one.code}`).join('') +
            (r.second ? ` ${r.second.confirmed} ${r.second.held} ${r.second.site.name}` : '');
    },
    bundle(a) {
        const b = bundles.inspect(bytes_of(a.bytes));
        return `${hex(b.digest)} ${hex(b.id)} ${hex(b.device_key)} ${b.chunks.length}`;
    },
    opened(a) {
        const b = bundles.read(bytes_of(a.bytes), bytes_of(a.secret));
        return `${b.from} ${b.to} ${digest(Buffer.concat(b.entries.map((e) => e.bytes)))} ` +
            `${b.manifest.get(11)} ${b.manifest.get(12)}`;
    },
    log(a) {
        const b = bundles.read(bytes_of(a.bytes), bytes_of(a.secret));
        const log = new bundles.Log({ device_key: bytes_of(a.device), log_id: bytes_of(a.log),
            origin: a.origin, practice: a.practice });
        log.take(b);
        return `${log.leaves.length} ${hex(log.roots[log.leaves.length])}`;
    },
    record(a) {
        const one = single.verify(bytes_of(a.bytes));
        return `${hex(one.leaf)} ${one.checkpoint.size} ${hex(one.checkpoint.root)} ` +
            (one.plain ? digest(one.plain) : '-');
    },
    'proof-file'(a) {
        const one = single.verify_consistency(bytes_of(a.bytes));
        return `${one.from_size} ${hex(one.from_root)}`;
    },
    pairing(a) {
        const p = receipts.read_pairing(bytes_of(a.bytes));
        return `${p.central ? 'central' : 'device'} ${p.name} ${paper.write(p.fingerprint)}`;
    },
};

function utf8(text) {
    const bytes = bytes_of(text);
    const out = bytes.toString('utf8');
    must(Buffer.from(out, 'utf8').equals(bytes), 'not UTF-8');
    return out;
}

function judge(artefact) {
    try {
        return { whole: true, answer: judges[artefact.kind](artefact), reason: '' };
    } catch (error) {
        if (!(error instanceof Damaged || error instanceof CannotAnswer)) throw error;
        return { whole: false, answer: '', reason: error.message };
    }
}

module.exports = { judge, kinds: Object.keys(judges) };
