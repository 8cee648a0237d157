#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The second verifier: judges what the product writes, from the pages alone.
// Exit codes: 0 whole · 1 damaged (says where) · 2 cannot answer.
'use strict';
const fs = require('node:fs');
const { Damaged, CannotAnswer, sha256, from_hex } = require('./lib/bytes');
const archives = require('./lib/archive');
const bundles = require('./lib/bundle');
const entries = require('./lib/entry');
const notes = require('./lib/note');
const paper = require('./lib/paper');
const receipts = require('./lib/receipt');
const single = require('./lib/single');
const tree = require('./lib/tree');

const help = `Usage: node verify.js COMMAND …

  entry FILE --key HEX…             one entry as bytes; the signers' public keys
  root FILE… [--is HEX]             the RFC 6962 root over these files as leaves, in this order
  note FILE --key VERIFIERKEY…      a signed note or checkpoint (0x01) and its cosignatures (0x04)
  bundle FILE… [--secret FILE]      the sealed file; with the ingest key (32 bytes) also all inside,
                                    several bundles of one log in their order
  receipt FILE [--pairing FILE]     central's receipt; is it this central's?
  record FILE [--pairing FILE]      one exported record (tlog-proof); did this central cosign it?
  archive FILE                      a conference's archive (JSON lines), every entry of it
  consistency FILE [--paper CODE]   a consistency proof; is this code the older record's?
  paper CODE [--root HEX]           a paper code: copied right, and of this root?
  pairing FILE                      central.json or device.json

Exit codes: 0 whole · 1 damaged or forged, with the place · 2 cannot answer.`;

const say = (text) => process.stdout.write(text + '\n');
const short = (bytes) => bytes.toString('hex').slice(0, 16);

function load(path) {
    try {
        return fs.readFileSync(path);
    } catch (error) {
        throw new CannotAnswer(`${path} cannot be read (${error.code})`);
    }
}
function hex(text, size) {
    const bytes = from_hex(text.toLowerCase());
    if (!bytes || bytes.length !== size) throw new CannotAnswer(`not ${size} bytes in hex: ${text}`);
    return bytes;
}

function arguments_of(words) {
    const out = { plain: [], key: [] };
    for (let i = 0; i < words.length; ++i) {
        if (!words[i].startsWith('--')) {
            out.plain.push(words[i]);
            continue;
        }
        const name = words[i].slice(2);
        const value = words[++i];
        if (!['key', 'is', 'secret', 'pairing', 'paper', 'root'].includes(name) || value === undefined)
            throw new CannotAnswer(`not understood: ${words[i - 1]}`);
        if (name === 'key') out.key.push(value);
        else out[name] = value;
    }
    return out;
}
function the_file(given) {
    if (given.plain.length !== 1) throw new CannotAnswer('one file is needed; --help');
    return given.plain[0];
}
const pairing_of = (given) => {
    if (!given.pairing) return null;
    const pairing = receipts.read_pairing(load(given.pairing));
    if (!pairing.central) throw new CannotAnswer('that is a device.json, not a central.json');
    return pairing;
};

function print_entry(entry) {
    say(`entry ${entry.header.seq}, ${entries.type_name(entry.header.type)}`);
    for (const { role, kid } of entry.signatures)
        say(`  signed by ${entries.roles[role]}, key ${short(kid)}`);
}

const commands = {
    entry(given) {
        const bytes = load(the_file(given));
        const keys = new Map(given.key.map((text) => {
            const key = hex(text, 32);
            return [sha256(key).toString('hex'), key];
        }));
        const entry = entries.parse(bytes);
        if (entry.signatures.length && !keys.size) throw new CannotAnswer("the signers' keys are needed");
        entries.check_signatures(entry, (kid) => keys.get(kid));
        print_entry(entry);
        say(`leaf ${tree.leaf_hash(bytes).toString('hex')}`);
    },
    root(given) {
        const root = tree.root_of(given.plain.map((path) => tree.leaf_hash(load(path))));
        say(`${given.plain.length} leaves, root ${root.toString('hex')}`);
        if (given.is && !root.equals(hex(given.is, 32))) throw new Damaged('not the root given');
    },
    note(given) {
        const note = notes.parse_note(load(the_file(given)));
        if (!given.key.length) throw new CannotAnswer('name the key you trust with --key');
        for (const text of given.key) {
            const { name, kind, key } = notes.parse_verifier_key(text);
            if (kind === notes.log_kind) {
                if (!notes.verify_note(note, name, key)) throw new Damaged(`${name} did not sign this`);
                say(`signed by ${name}`);
                continue;
            }
            const time = notes.verify_cosignature(note, name, key);
            if (time === null) throw new Damaged(`${name} did not cosign this`);
            say(`cosigned by ${name} at ${new Date(Number(time) * 1000).toISOString()}`);
        }
    },
    bundle(given) {
        const log = new bundles.Log();
        for (const path of given.plain) {
            const file = load(path);
            if (!given.secret) {
                const facts = bundles.inspect(file);
                say(`bundle ${facts.id.toString('hex')}: ${facts.size} bytes, ` +
                    `sealed by device key ${short(sha256(facts.device_key))}`);
                continue;
            }
            const secret = load(given.secret);
            if (secret.length !== 32) throw new CannotAnswer('the secret is not 32 bytes');
            const bundle = bundles.read(file, secret);
            log.take(bundle);
            bundle.entries.forEach(print_entry);
        }
        if (!given.plain.length) throw new CannotAnswer('a bundle is needed; --help');
        log.erased.lines().forEach(say);
        if (given.secret)
            say(`${log.leaves.length} entries, ${log.contents} contents, root ` +
                log.roots[log.leaves.length].toString('hex'));
    },
    receipt(given) {
        const receipt = receipts.read(load(the_file(given)));
        const pairing = pairing_of(given);
        if (pairing) receipts.require_trust(receipt, pairing);
        say(`bundle ${receipt.bundle.toString('hex')}, level ${receipt.level}, ` +
            `received ${new Date(Number(receipt.received)).toISOString()}`);
        for (const held of receipt.held_back) say(`not received, held back as "${held.code}": entries ` +
            `${held.first} to ${held.last}`);
        if (receipt.list) say(`central's list of what was done there had ${receipt.list.size} lines`);
        if (receipt.epoch) say("central's store began anew from a backup before it was given, at " +
            new Date(Number(receipt.epoch)).toISOString());
        if (receipt.second) say(`confirmed by ${receipt.second.site.name} at ` +
            new Date(Number(receipt.second.confirmed)).toISOString() +
            (pairing ? '' : '; whether central endorsed that site was not asked'));
        say(`${receipt.checkpoint.origin}: ${receipt.checkpoint.size} entries, code ` +
            paper.write(receipt.checkpoint.root));
    },
    record(given) {
        const one = single.verify(load(the_file(given)));
        const pairing = pairing_of(given);
        if (pairing) {
            const time = notes.verify_cosignature(one.note, pairing.name, pairing.receipt_key);
            if (time === null) throw new Damaged('the paired central did not cosign this');
            say(`central held it at ${new Date(Number(time) * 1000).toISOString()}`);
        }
        print_entry(one.entry);
        say(`of ${one.checkpoint.size} entries, code ${paper.write(one.checkpoint.root)}`);
        if (one.plain) say(`content: ${one.plain.length} bytes, as signed`);
    },
    archive(given) {
        const facts = archives.verify(load(the_file(given)));
        say(`${facts.entries} entries, ${facts.contents} contents as signed, ` +
            `${facts.withheld} withheld, ${facts.erased} erased${facts.training ? ' (practice)' : ''}`);
    },
    consistency(given) {
        const one = single.verify_consistency(load(the_file(given)));
        if (given.paper && !paper.matches(given.paper, one.from_root))
            throw new Damaged('the paper code is not the older record\'s');
        say(`the record of ${one.from_size} entries is the beginning of that of ${one.checkpoint.size}`);
    },
    paper(given) {
        if (!given.plain.length) throw new CannotAnswer('a code is needed; --help');
        const code = given.plain.join('');
        if (!paper.read(code)) throw new Damaged('the code was not copied right');
        if (given.root && !paper.matches(code, hex(given.root, 32)))
            throw new Damaged('the code is not of this root');
        say(given.root ? 'the code is of this root' : 'the code was copied right');
    },
    pairing(given) {
        const pairing = receipts.read_pairing(load(the_file(given)));
        say(`${pairing.name}${pairing.practice ? ' (practice)' : ''}, fingerprint ` +
            paper.write(pairing.fingerprint));
    },
};

function main(words) {
    if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
        say(help);
        return words.length ? 0 : 2;
    }
    const command = commands[words[0]];
    try {
        if (!command) throw new CannotAnswer(`not understood: ${words[0]}; --help`);
        command(arguments_of(words.slice(1)));
        say('whole');
        return 0;
    } catch (error) {
        if (error instanceof Damaged) say(`damaged: ${error.message}`);
        else if (error instanceof CannotAnswer) say(`cannot answer: ${error.message}`);
        else throw error;
        return error instanceof Damaged ? 1 : 2;
    }
}

process.exitCode = main(process.argv.slice(2));
