// SPDX-License-Identifier: Apache-2.0
// Ed25519, strictly: node:crypto does the arithmetic, and before it is asked, every second form is
// refused: S not below the group's order, a key not in its one encoding, small-order keys and R.
'use strict';
const crypto = require('node:crypto');
const { sha256 } = require('./bytes');

const p = (1n << 255n) - 19n;
const group_order = (1n << 252n) + 27742317777372353535851937790883648493n;
// The y of the eight points whose order divides eight: 0, 1, -1, and two roots of d·y⁴ + 2y² = 1.
const order_eight = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const small_order_y = [0n, 1n, p - 1n, order_eight, p - order_eight];

const number_le = (bytes) => BigInt('0x' + Buffer.from(bytes).reverse().toString('hex'));
const y_of = (point) => number_le(point) & ((1n << 255n) - 1n);
const small_order = (point) => small_order_y.includes(y_of(point) % p);

const keys = new Map();
function key_object(public_key) {
    const name = public_key.toString('base64url');
    if (!keys.has(name))
        keys.set(name, crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: name },
            format: 'jwk' }));
    return keys.get(name);
}

function verify(public_key, message, signature) {
    if (public_key.length !== 32 || signature.length !== 64) return false;
    if (number_le(signature.subarray(32)) >= group_order) return false;
    if (y_of(public_key) >= p || small_order(public_key)) return false;
    if (small_order(signature.subarray(0, 32))) return false;
    return crypto.verify(null, message, key_object(public_key), signature);
}

// For artefacts of our own making.
class SigningKey {
    constructor(seed) {
        this.key = crypto.createPrivateKey({ key: Buffer.concat([
            Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
        format: 'der', type: 'pkcs8' });
        this.public_key = Buffer.from(
            crypto.createPublicKey(this.key).export({ format: 'jwk' }).x, 'base64url');
        this.kid = sha256(this.public_key);
    }
    sign(message) {
        return crypto.sign(null, message, this.key);
    }
}

module.exports = { verify, SigningKey, small_order_y, group_order, p };
