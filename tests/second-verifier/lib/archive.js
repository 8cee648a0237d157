// SPDX-License-Identifier: Apache-2.0
// A conference's archive: app/exports/ARCHIVE.md.
'use strict';
const { Damaged, sha256, from_base64, from_hex, is_utf8 } = require('./bytes');
const ed25519 = require('./ed25519');
const notes = require('./note');
const single = require('./single');

const purpose = Buffer.from('cpc/archive/v1\0');
const has_content = 1;

function bytes_of(text, where, size) {
    const bytes = typeof text === 'string' ? from_base64(text) : null;
    if (!bytes || (size !== undefined && bytes.length !== size))
        throw new Damaged('not the base64 it should be', where);
    return bytes;
}
function only(line, names, where) {
    for (const name of Object.keys(line))
        if (!names.includes(name)) throw new Damaged(`not known: ${name}`, where);
}
function parse(text, where) {
    let line = null;
    try {
        line = JSON.parse(text);
    } catch {
        throw new Damaged('not JSON', where);
    }
    if (line === null || typeof line !== 'object' || Array.isArray(line))
        throw new Damaged('not an object', where);
    return line;
}

function verify(file) {
    if (!is_utf8(file)) throw new Damaged('not UTF-8');
    const text = file.toString('utf8');
    if (!text.endsWith('\n')) throw new Damaged('it is cut off');
    const lines = text.slice(0, -1).split('\n');
    if (lines.length < 2) throw new Damaged('it is cut off');
    const head = parse(lines[0], 'line 1');
    only(head, ['training', 'archive', 'conference', 'device', 'salt', 'entries', 'checkpoint'], 'line 1');
    if (head.archive !== 'cpc-archive/1') throw new Damaged('not an archive', 'line 1');
    const last = `line ${lines.length}`;
    const end = parse(lines[lines.length - 1], last);
    only(end, ['end', 'signature'], last);
    const device = bytes_of(head.device, 'line 1', 32);
    const before = Buffer.from(text.slice(0, -1 - lines[lines.length - 1].length), 'utf8');
    const signature = bytes_of(end.signature, last, 64);
    if (!ed25519.verify(device, Buffer.concat([purpose, sha256(before)]), signature))
        throw new Damaged('the device did not sign this file', last);
    const count = lines.length - 2;
    if (head.entries !== count || end.end !== count)
        throw new Damaged('not as many entries as it says', last);
    const conference = from_hex(String(head.conference));
    if (!conference || conference.length !== 16) throw new Damaged('no conference', 'line 1');
    const shared = { device_key: device, salt: bytes_of(head.salt, 'line 1', 16),
        note: notes.parse_note(Buffer.from(String(head.checkpoint), 'utf8')) };
    const out = { training: head.training === true, entries: 0, contents: 0, withheld: 0, erased: 0 };
    let seq = -1;
    for (let i = 1; i <= count; ++i) {
        seq = verify_line(parse(lines[i], `line ${i + 1}`), `line ${i + 1}`, seq, conference, shared, out);
        ++out.entries;
    }
    return out;
}

function verify_line(line, where, before, conference, shared, out) {
    only(line, ['seq', 'type', 'about', 'entry', 'signers', 'path', 'withheld', 'content', 'says'], where);
    if (!Number.isSafeInteger(line.seq) || line.seq <= before) throw new Damaged('out of order', where);
    if (!Array.isArray(line.signers) || !Array.isArray(line.path)) throw new Damaged('no proof', where);
    const content = line.content;
    const one = { ...shared, entry: bytes_of(line.entry, where), index: BigInt(line.seq),
        keys: line.signers.map((key) => bytes_of(key, where, 32)),
        proof: line.path.map((hash) => bytes_of(hash, where, 32)) };
    if (content) {
        one.ciphertext = bytes_of(content.ciphertext, where);
        one.record_key = bytes_of(content.key, where, 32);
    }
    const judged = single.judge(one);
    const { header } = judged.entry;
    if (!header.conference.equals(conference)) throw new Damaged('of another conference', where);
    if (header.type.toString(16).padStart(4, '0') !== line.type) throw new Damaged('another type', where);
    const should = (header.flags & has_content) !== 0;
    if (should !== (Boolean(content) !== Boolean(line.withheld)) || (content && line.withheld))
        throw new Damaged('its content is neither there nor withheld', where);
    if (line.says && !content) throw new Damaged('it says what it withholds', where);
    if (content) ++out.contents;
    if (line.withheld === 'restricted') ++out.withheld;
    if (line.withheld === 'erased') ++out.erased;
    return line.seq;
}

module.exports = { verify };
