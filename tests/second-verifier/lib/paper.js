// SPDX-License-Identifier: Apache-2.0
// The paper code: eighteen characters that are a polynomial over GF(32) with zeros at 2 and 4.
'use strict';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// Powers of x in GF(32), x^5 = x^2 + 1, and their logarithms.
const power = [1];
while (power.length < 31) {
    const next = power[power.length - 1] << 1;
    power.push(next & 32 ? (next ^ 0b100101) & 31 : next);
}
const times = (a, b) => (a && b ? power[(power.indexOf(a) + power.indexOf(b)) % 31] : 0);
const value_at = (symbols, x) => symbols.reduce((sum, symbol) => times(sum, x) ^ symbol, 0);

// Ten bytes, or null if the code was not copied right.
function read(text) {
    const plain = text.toUpperCase().replace(/[ -]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
    if (!/^[\x20-\x7e]*$/.test(text) || plain.length !== 18) return null;
    const symbols = [...plain].map((c) => alphabet.indexOf(c));
    if (symbols.includes(-1) || value_at(symbols, 2) || value_at(symbols, 4)) return null;
    let bits = 0n;
    for (const symbol of symbols.slice(0, 16)) bits = (bits << 5n) | BigInt(symbol);
    return Buffer.from(bits.toString(16).padStart(20, '0'), 'hex');
}

function write(root) {
    const bits = BigInt('0x' + root.subarray(0, 10).toString('hex'));
    const data = Array.from({ length: 16 }, (_, i) => Number((bits >> BigInt(75 - 5 * i)) & 31n));
    for (let a = 0; a < 32; ++a)
        for (let b = 0; b < 32; ++b) {
            const all = [...data, a, b];
            if (!value_at(all, 2) && !value_at(all, 4))
                return all.map((s) => alphabet[s]).join('').replace(/(.{4})(?=.)/g, '$1-');
        }
    throw new Error('no check characters');
}

const matches = (text, root) => {
    const digits = read(text);
    return digits !== null && digits.equals(root.subarray(0, 10));
};

module.exports = { read, write, matches };
