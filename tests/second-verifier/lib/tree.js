// SPDX-License-Identifier: Apache-2.0
// The RFC 6962 tree, by its definition (recursion on the largest power of two), and the proofs.
// Deliberately another shape than a compact range: two ways to one root.
'use strict';
const { sha256 } = require('./bytes');

const leaf_hash = (bytes) => sha256(Buffer.from([0]), bytes);
const node_hash = (left, right) => sha256(Buffer.from([1]), left, right);
const empty_root = () => sha256(Buffer.alloc(0));

function split(size) {
    let k = 1;
    while (k * 2 < size) k *= 2;
    return k;
}
function root_of(leaves) {
    if (leaves.length === 0) return empty_root();
    if (leaves.length === 1) return leaves[0];
    const k = split(leaves.length);
    return node_hash(root_of(leaves.slice(0, k)), root_of(leaves.slice(k)));
}
function inclusion_proof(leaves, index) {
    if (leaves.length <= 1) return [];
    const k = split(leaves.length);
    return index < k
        ? [...inclusion_proof(leaves.slice(0, k), index), root_of(leaves.slice(k))]
        : [...inclusion_proof(leaves.slice(k), index - k), root_of(leaves.slice(0, k))];
}
function sub_proof(leaves, old_size, whole) {
    if (old_size === leaves.length) return whole ? [] : [root_of(leaves)];
    const k = split(leaves.length);
    return old_size <= k
        ? [...sub_proof(leaves.slice(0, k), old_size, whole), root_of(leaves.slice(k))]
        : [...sub_proof(leaves.slice(k), old_size - k, false), root_of(leaves.slice(0, k))];
}
const consistency_proof = (leaves, old_size) =>
    old_size === 0 || old_size === leaves.length ? [] : sub_proof(leaves, old_size, true);

// The proof is read from its end, down the tree: the same recursion that makes it.
function root_from_inclusion(leaf, index, size, proof) {
    if (size === 1n) return proof.length === 0 ? leaf : null;
    if (proof.length === 0) return null;
    let k = 1n;
    while (k * 2n < size) k *= 2n;
    const sibling = proof[proof.length - 1];
    const rest = proof.slice(0, -1);
    const inner = index < k ? root_from_inclusion(leaf, index, k, rest)
        : root_from_inclusion(leaf, index - k, size - k, rest);
    if (!inner) return null;
    return index < k ? node_hash(inner, sibling) : node_hash(sibling, inner);
}
function verify_inclusion(leaf, index, size, root, proof) {
    if (index < 0n || index >= size || proof.length > 64) return false;
    const found = root_from_inclusion(leaf, index, size, proof);
    return found !== null && found.equals(root);
}

// Gives [old root, new root] as the proof has them, or null.
function roots_from_consistency(old_size, size, whole, old_root, proof) {
    if (old_size === size) {
        if (whole) return proof.length === 0 ? [old_root, old_root] : null;
        return proof.length === 1 ? [proof[0], proof[0]] : null;
    }
    if (proof.length === 0) return null;
    let k = 1n;
    while (k * 2n < size) k *= 2n;
    const sibling = proof[proof.length - 1];
    const rest = proof.slice(0, -1);
    if (old_size <= k) {
        const inner = roots_from_consistency(old_size, k, whole, old_root, rest);
        return inner && [inner[0], node_hash(inner[1], sibling)];
    }
    const inner = roots_from_consistency(old_size - k, size - k, false, old_root, rest);
    return inner && [node_hash(sibling, inner[0]), node_hash(sibling, inner[1])];
}
function verify_consistency(old_size, old_root, new_size, new_root, proof) {
    if (old_size < 0n || old_size > new_size || proof.length > 128) return false;
    if (old_size === new_size) return proof.length === 0 && old_root.equals(new_root);
    if (old_size === 0n) return proof.length === 0 && old_root.equals(empty_root());
    const found = roots_from_consistency(old_size, new_size, true, old_root, proof);
    return found !== null && found[0].equals(old_root) && found[1].equals(new_root);
}

module.exports = {
    leaf_hash, node_hash, empty_root, root_of, inclusion_proof, consistency_proof,
    verify_inclusion, verify_consistency,
};
