// SPDX-License-Identifier: Apache-2.0
// Known answers. Vector 1 is the example of the C2SP signed-note specification.
'use strict';
const assert = require('node:assert');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { sha256 } = require('./lib/bytes');
const { blake2b } = require('./lib/blake2b');
const { xchacha_open, xchacha_seal } = require('./lib/ciphers');
const ed25519 = require('./lib/ed25519');
const bundles = require('./lib/bundle');
const contents = require('./lib/content');
const entries = require('./lib/entry');
const notes = require('./lib/note');
const paper = require('./lib/paper');
const tree = require('./lib/tree');

const vectors = path.join(__dirname, '..', 'vectors');
const hex = (text) => Buffer.from(text, 'hex');
const tests = [];
const test = (name, run) => tests.push([name, run]);

function golden() {
    const text = fs.readFileSync(path.join(vectors, 'record', 'entry-v1.txt'), 'utf8');
    return Object.fromEntries(text.trim().split('\n').map((line) => line.split(' = ')));
}
function run(...words) {
    return spawnSync(process.execPath, [path.join(__dirname, 'verify.js'), ...words], { encoding: 'utf8' });
}

test('vector 1: the example of the C2SP signed-note specification verifies', () => {
    const { name, key } = notes.parse_verifier_key(
        'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const text = 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq' +
        '6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    assert(notes.verify_note(notes.parse_note(Buffer.from(text)), name, key));
    const changed = Buffer.from(text.replace('an example', 'my example'));
    assert(!notes.verify_note(notes.parse_note(changed), name, key));
});

test('the golden entry: signatures, leaf, content, paper code, note, cosignature', () => {
    const v = golden();
    const keys = new Map(['device_public_key', 'attendee_public_key'].map((name) =>
        [sha256(hex(v[name])).toString('hex'), hex(v[name])]));
    const entry = entries.parse(hex(v.entry));
    entries.check_signatures(entry, (kid) => keys.get(kid));
    assert.equal(entries.statement_of(entry.bytes).toString('hex'), v.statement);
    assert.equal(tree.leaf_hash(entry.bytes).toString('hex'), v.leaf_hash);
    const key = contents.unwrap(entry.header, hex(v.key_wrap), hex(v.conference_key));
    assert.equal(contents.open(entry.header, hex(v.ciphertext), key).toString('hex'), v.plaintext);
    assert.equal(paper.write(hex(v.leaf_hash)), v.paper_code_of_leaf);
    const note = notes.parse_note(hex(v.note));
    const { origin } = notes.parse_checkpoint(note.text);
    assert(notes.verify_note(note, origin, hex(v.device_public_key)));
    assert.equal(notes.verify_cosignature(note, 'example.org/attendee', hex(v.attendee_public_key)),
        1806397200n);
});

test('the golden container opens with its ingest key', () => {
    const file = fs.readFileSync(path.join(vectors, 'sync', 'container-1.cpb'));
    assert.equal(bundles.open(bundles.inspect(file), Buffer.alloc(32, 4)).length > 0, true);
});

test('the RFC 6962 reference tree of eight leaves', () => {
    const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657',
        '606162636465666768696a6b6c6d6e6f'].map((text) => tree.leaf_hash(hex(text)));
    assert.equal(tree.root_of(leaves).toString('hex'),
        '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('every proof of every tree up to 40 leaves, and no other', () => {
    const leaves = Array.from({ length: 40 }, (_, i) => sha256(Buffer.from([i])));
    for (let size = 1; size <= leaves.length; ++size) {
        const part = leaves.slice(0, size);
        const root = tree.root_of(part);
        for (let i = 0; i < size; ++i) {
            const proof = tree.inclusion_proof(part, i);
            assert(tree.verify_inclusion(part[i], BigInt(i), BigInt(size), root, proof));
            assert(!tree.verify_inclusion(part[i], BigInt(i + 1), BigInt(size), root, proof));
            const older = tree.root_of(part.slice(0, i));
            const steps = tree.consistency_proof(part, i);
            assert(tree.verify_consistency(BigInt(i), older, BigInt(size), root, steps));
            assert(i === 0 || !tree.verify_consistency(BigInt(i), older, BigInt(size), older, steps));
        }
    }
});

test('BLAKE2b without a key is that of node:crypto, with one that of RFC 7693 implementations', () => {
    for (const size of [0, 1, 127, 128, 129, 300]) {
        const bytes = Buffer.alloc(size, 7);
        assert.equal(blake2b(64, bytes).toString('hex'),
            crypto.createHash('blake2b512').update(bytes).digest('hex'));
    }
    // The first keyed known answer of the BLAKE2 authors: no input, key 00 01 … 3f.
    assert.equal(blake2b(64, Buffer.alloc(0), Buffer.from(Array.from({ length: 64 }, (_, i) => i)))
        .toString('hex').slice(0, 32), '10ebb67700b1868efb4417987acf4690');
});

test('XChaCha20-Poly1305 opens what it sealed, and nothing that was changed', () => {
    const sealed = xchacha_seal(Buffer.alloc(32, 1), Buffer.alloc(24, 2), Buffer.from('words'), Buffer.alloc(3));
    assert.equal(xchacha_open(Buffer.alloc(32, 1), sealed, Buffer.alloc(3)).toString(), 'words');
    sealed[30] ^= 1;
    assert.equal(xchacha_open(Buffer.alloc(32, 1), sealed, Buffer.alloc(3)), null);
});

test('the small-order points are those of the curve', () => {
    const { p, small_order_y } = ed25519;
    const power = (base, exponent) => {
        let out = 1n;
        for (let e = exponent, b = base % p; e; e >>= 1n, b = b * b % p) if (e & 1n) out = out * b % p;
        return out;
    };
    const d = (p - 121665n) * power(121666n, p - 2n) % p;
    for (const y of small_order_y.slice(3))
        assert.equal((d * power(y, 4n) + 2n * y * y - 1n) % p, 0n);
});

test('the command line: 0 whole, 1 damaged with its place, 2 cannot answer', () => {
    const receipt = path.join(vectors, 'sync', 'receipt-1.cpr');
    const pairing = path.join(vectors, 'sync', 'central-1.json');
    const record = path.join(vectors, 'record', 'single-1.tlog-proof');
    assert.equal(run('receipt', receipt, '--pairing', pairing).status, 0);
    const second = path.join(vectors, 'sync', 'receipt-2.cpr');
    assert.match(run('receipt', second, '--pairing', pairing).stdout, /level 2.*\n.*second\.example/);
    assert.equal(run('bundle', path.join(vectors, 'sync', 'container-1.cpb')).status, 0);
    assert.equal(run('record', record).status, 0);
    assert.equal(run('paper', '2WRW-MMMK-QV3G-R3K3-BM').status, 0);
    const wrong = run('paper', '2WRW-MMMK-QV3G-R3K3-BN');
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /not copied right/);
    assert.equal(run('receipt', pairing).status, 1);
    assert.equal(run('receipt', 'no-such-file').status, 2);
    assert.equal(run('nonsense').status, 2);
    assert.equal(run('--help').status, 0);
});

let failed = 0;
for (const [name, body] of tests) {
    try {
        body();
        process.stdout.write(`good    ${name}\n`);
    } catch (error) {
        ++failed;
        process.stdout.write(`FAILED  ${name}\n        ${String(error.stack).split('\n').slice(0, 4).join('\n        ')}\n`);
    }
}
process.stdout.write(`${tests.length} tests, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
