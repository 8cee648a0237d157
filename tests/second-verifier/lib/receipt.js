// SPDX-License-Identifier: Apache-2.0
// Central's receipt, from PROTOCOL.md, section 1, both levels, and the pairing files, section 6.
'use strict';
const { Damaged, sha256, from_base64, from_hex, from_decimal, is_utf8 } = require('./bytes');
const ed25519 = require('./ed25519');
const cbor = require('./cbor');
const notes = require('./note');

const receipt_bytes_max = 65536;
const received_max = 253402300799999n;
const index_max = 10000000n;

const of_hex = (size) => (text) => {
    const bytes = from_hex(text);
    return bytes && bytes.length === size ? bytes : null;
};
const of_base64 = (size) => (text) => {
    const bytes = from_base64(text);
    return bytes && bytes.length === size ? bytes : null;
};
const of_number = (most) => (text) => {
    const value = from_decimal(text);
    return value !== null && value <= most ? value : null;
};
const of_key = (kind) => (text) => {
    const key = notes.parse_verifier_key(text);
    return key.kind === kind ? key : null;
};
const first_lines = [
    ['bundle', of_hex(16)], ['digest', of_base64(32)], ['level', of_number(1n)],
    ['received', of_number(received_max)], ['index', of_number(index_max)],
    ['tree', of_base64(32)], ['next', of_base64(32)],
    ['central', of_key(notes.cosignature_kind)], ['device', of_key(notes.log_kind)],
];
const positive = (text) => of_number(received_max)(text) || null;
const list_max = 1000000000n;
// "17 3Jxe24st…": lines and root of the list of what was done at central.
const of_list = (text) => {
    const [size, root, ...more] = text.split(' ');
    if (root === undefined || more.length > 0) return null;
    const head = { size: of_number(list_max)(size), root: of_base64(32)(root) };
    return head.size === null || head.root === null ? null : head;
};
function lines_with(list, epoch) {
    return [...first_lines.slice(0, 7), ...(list ? [['list', of_list]] : []),
        ...(epoch ? [['epoch', positive]] : []), ...first_lines.slice(7)];
}
// "57 60 newer-format": entries that are not received, in as few lines as there can be.
const held_back_max = 200;
function read_held(text) {
    const found = /^(0|[1-9][0-9]*) (0|[1-9][0-9]*) ([a-z][a-z-]{0,39})$/.exec(text);
    if (!found) return null;
    const one = { first: BigInt(found[1]), last: BigInt(found[2]), code: found[3] };
    return one.first <= one.last && one.last < index_max ? one : null;
}
function in_order(held) {
    return held.every((one, i) => i === 0 || (one.first > held[i - 1].last &&
        !(one.first === held[i - 1].last + 1n && one.code === held[i - 1].code)));
}
const second_lines = [['confirmed', of_number(received_max)], ['held', of_number(index_max + 1n)],
    ['site', of_key(notes.log_kind)], ['endorsed', of_base64(64)]];

function read_head(head, first_line, lines) {
    const found = head.split('\n');
    if (found.length !== 1 + lines.length || found[0] !== first_line)
        throw new Damaged('the head has not its lines', 'line 1');
    const out = {};
    lines.forEach(([word, read], i) => {
        const where = `line ${i + 2}`;
        if (!found[i + 1].startsWith(word + ' ')) throw new Damaged(`"${word}" is missing`, where);
        try {
            out[word] = read(found[i + 1].slice(word.length + 1));
        } catch {
            out[word] = null;
        }
        if (out[word] === null) throw new Damaged(`"${word}" cannot be read`, where);
    });
    return out;
}

// The note's text, and where its first empty line is.
function opened(bytes) {
    if (bytes.length > receipt_bytes_max) throw new Damaged('it is too long for a receipt');
    const outer = notes.parse_note(bytes);
    const text = outer.text.toString('utf8');
    const gap = text.indexOf('\n\n');
    if (gap < 0) throw new Damaged('it holds no checkpoint');
    return { outer, text, gap };
}

function read(bytes) {
    const { outer, text, gap } = opened(bytes);
    return text.startsWith('cpc-confirmed/') ? read_second(outer, text, gap)
        : read_first(outer, text, gap);
}

function read_second(outer, text, gap) {
    const second = read_head(text.slice(0, gap), 'cpc-confirmed/v1', second_lines);
    const inside = opened(Buffer.from(text.slice(gap + 2), 'utf8'));
    const first = read_first(inside.outer, inside.text, inside.gap);
    if (outer.signatures.length !== 1 || !notes.verify_note(outer, second.site.name, second.site.key))
        throw new Damaged("the second site's signature does not fit", 'the last line');
    if (second.held <= first.index) throw new Damaged('it does not hold what it confirms', 'line 3');
    if (second.site.key.equals(first.central.key) || second.site.name === first.central.name)
        throw new Damaged("both signatures are central's own", 'line 4');
    return { ...first, level: 2n, second };
}

function endorsement(central_name, site) {
    return Buffer.concat([Buffer.from('cpc/second-site/v1\0'), cbor.encode(new Map([
        [1, central_name], [2, site.name], [3, site.key]]))]);
}
// Is it the paired central's, and is the second signature of a site that its root key endorsed?
function require_trust(receipt, pairing) {
    if (!receipt.central.key.equals(pairing.receipt_key) || receipt.central.name !== pairing.name)
        throw new Damaged('signed by another central than the paired one');
    const second = receipt.second;
    if (second && (second.site.key.equals(pairing.signer) || !ed25519.verify(pairing.signer,
        endorsement(receipt.central.name, second.site), second.endorsed)))
        throw new Damaged("the second site was never endorsed by central's root key");
}

function read_first(outer, text, gap) {
    const all = text.slice(0, gap).split('\n');
    const known = lines_with(all.some((line) => line.startsWith('list ')),
        all.some((line) => line.startsWith('epoch ')));
    const at = all.findIndex((line) => line.startsWith('held-back '));
    let end = at;
    while (end >= 0 && end < all.length && all[end].startsWith('held-back ')) ++end;
    const held_back = at < 0 ? [] : all.slice(at, end).map((line) => read_held(line.slice(10)));
    if (held_back.includes(null) || held_back.length > held_back_max || !in_order(held_back) ||
        (at >= 0 && at !== known.length - 1))
        throw new Damaged('what is held back cannot be read', `line ${at + 1}`);
    const rest = at < 0 ? all : [...all.slice(0, at), ...all.slice(end)];
    const head = read_head(rest.join('\n'), 'cpc-receipt/v1', known);
    head.held_back = held_back;
    if (head.level === 0n) throw new Damaged('there is no level 0', 'line 4');
    const inner_where = 'the checkpoint inside';
    const inner = notes.parse_note(Buffer.from(text.slice(gap + 2), 'utf8'));
    const checkpoint = notes.parse_checkpoint(inner.text);
    if (held_back.length > 0 && held_back[held_back.length - 1].last >= BigInt(checkpoint.size))
        throw new Damaged('it holds back what it does not reach', inner_where);
    if (checkpoint.origin !== head.device.name)
        throw new Damaged('another log than the head names', inner_where);
    if (inner.signatures.length !== 2 || outer.signatures.length !== 1)
        throw new Damaged('a signature line too many or too few', inner_where);
    if (inner.signatures[0].name !== head.device.name ||
        !notes.verify_note(inner, head.device.name, head.device.key))
        throw new Damaged("the device's signature does not fit", inner_where);
    const time = notes.verify_cosignature(inner, head.central.name, head.central.key);
    if (time === null) throw new Damaged("central's cosignature does not fit", inner_where);
    if (!notes.verify_note(outer, head.central.name, head.central.key))
        throw new Damaged("central's signature does not fit", 'the last line');
    return { ...head, checkpoint, time };
}

function write_text(r) {
    const key = (kind, { name, key: bytes }) => notes.write_verifier_key({ name, kind, key: bytes });
    return `cpc-receipt/v1\nbundle ${r.bundle.toString('hex')}\ndigest ${r.digest.toString('base64')}\n` +
        `level ${r.level}\nreceived ${r.received}\nindex ${r.index}\n` +
        `tree ${r.tree.toString('base64')}\nnext ${r.next.toString('base64')}\n` +
        (r.list ? `list ${r.list.size} ${r.list.root.toString('base64')}\n` : '') +
        (r.epoch ? `epoch ${r.epoch}\n` : '') +
        (r.held_back || []).map((one) => `held-back ${one.first} ${one.last} ${one.code}\n`).join('') +
        `central ${key(4, r.central)}\ndevice ${key(1, r.device)}\n`;
}
// For artefacts of our own making.
function make(r, device, central) {
    const text = notes.write_checkpoint(r.checkpoint);
    const inner = notes.write_note(text, [notes.sign_note(text, r.device.name, device),
        notes.cosign_note(text, r.central.name, central, BigInt(r.received) / 1000n)]);
    const outer = write_text(r) + '\n' + inner.toString('utf8');
    return notes.write_note(outer, [notes.sign_note(outer, r.central.name, central)]);
}

function make_second(second, receipt, site) {
    const key = notes.write_verifier_key({ name: second.site.name, kind: 1, key: second.site.key });
    const text = `cpc-confirmed/v1\nconfirmed ${second.confirmed}\nheld ${second.held}\n` +
        `site ${key}\nendorsed ${second.endorsed.toString('base64')}\n\n` + receipt.toString('utf8');
    return notes.write_note(text, [notes.sign_note(text, second.site.name, site)]);
}

const strings = {
    'cpc-central/1': ['format', 'name', 'ingest_key', 'receipt_key', 'root_key', 'tls_pins',
        'practice', 'signature'],
    'cpc-device/1': ['format', 'name', 'device_key', 'log_id', 'origin', 'practice', 'signature'],
};
// central.json or device.json: signed by the root key or by the device key it holds.
function read_pairing(bytes) {
    if (bytes.length > 16384 || !is_utf8(bytes)) throw new Damaged('not a pairing file');
    let json;
    try {
        json = JSON.parse(bytes.toString('utf8'));
    } catch {
        throw new Damaged('not JSON');
    }
    const names = json && strings[json.format];
    if (!names) throw new Damaged('neither central.json nor device.json');
    if (Object.keys(json).sort().join() !== [...names].sort().join())
        throw new Damaged('a field is missing or unknown');
    const key = (name, size = 32) => {
        const out = typeof json[name] === 'string' ? of_base64(size)(json[name]) : null;
        if (!out) throw new Damaged(`"${name}" cannot be read`);
        return out;
    };
    const central = json.format === 'cpc-central/1';
    const plain = /^[!-*,-~]{1,200}$/;
    const text = (value) => typeof value === 'string' && value.length > 0 &&
        Buffer.byteLength(value) <= 200 && !/\p{Surrogate}/u.test(value);
    if (!(central ? plain.test(json.name) : text(json.name) && plain.test(json.origin)))
        throw new Damaged('a name that is not allowed');
    if (typeof json.practice !== 'boolean') throw new Damaged('neither practice nor real');
    if (central && !(Array.isArray(json.tls_pins) && json.tls_pins.length <= 4 &&
        json.tls_pins.every((pin) => typeof pin === 'string' && pin.startsWith('sha256//') &&
            of_base64(32)(pin.slice(8)))))
        throw new Damaged('a pin that is not allowed');
    const values = central
        ? [json.name, key('ingest_key'), key('receipt_key'), key('root_key'), json.tls_pins,
            json.practice]
        : [json.name, key('device_key'), key('log_id'), json.origin, json.practice];
    const label = central ? 'cpc/central/v1\0' : 'cpc/device/v1\0';
    const statement = Buffer.concat([Buffer.from(label),
        cbor.encode(new Map(values.map((value, i) => [i + 1, value])))]);
    const signer = key(central ? 'root_key' : 'device_key');
    if (!ed25519.verify(signer, statement, key('signature', 64)))
        throw new Damaged('the signature does not fit');
    return { central, name: json.name, signer, practice: json.practice,
        receipt_key: central ? key('receipt_key') : null,
        ingest_key: central ? key('ingest_key') : null, fingerprint: sha256(signer) };
}

module.exports = { read, make, make_second, endorsement, require_trust, read_pairing, write_text };
