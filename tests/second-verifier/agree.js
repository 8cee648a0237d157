#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The second verifier's side of the agreement.
//
//     node agree.js make SEED COUNT > artefacts        artefacts of our own making, with our verdicts
//     node agree.js compare artefacts [verdicts]       ours against those in the file, or in the second
//
// compare: 0 no disagreement · 1 disagreements, each named · 2 not understood.
'use strict';
const fs = require('node:fs');
const { judge } = require('./judge');

function* lines_of(path) {
    for (const line of fs.readFileSync(path, 'utf8').split('\n')) if (line) yield JSON.parse(line);
}

function print_table(counts) {
    for (const [kind, { whole, hurt }] of [...counts].sort())
        process.stdout.write(`  ${kind.padEnd(14)}${String(whole).padStart(6)} whole` +
            `${String(hurt).padStart(6)} not\n`);
}

function compare(path, verdicts) {
    const theirs = verdicts ? lines_of(verdicts) : null;
    const counts = new Map();
    let total = 0;
    let apart = 0;
    for (const artefact of lines_of(path)) {
        const other = theirs ? theirs.next().value : artefact;
        const own = judge(artefact);
        const count = counts.get(artefact.kind) || { whole: 0, hurt: 0 };
        count[own.whole ? 'whole' : 'hurt'] += 1;
        counts.set(artefact.kind, count);
        ++total;
        if (other && own.whole === other.whole && own.answer === other.answer) continue;
        ++apart;
        process.stdout.write(`artefact ${total} (${artefact.kind}): second verifier ` +
            `${own.whole ? 'whole ' + own.answer : 'no, ' + own.reason}; product ` +
            `${!other ? 'silent' : other.whole ? 'whole ' + other.answer : 'no, ' + other.reason}\n`);
    }
    print_table(counts);
    process.stdout.write(`${total} artefacts, ${apart} disagreements\n`);
    return apart === 0 && total > 0 ? 0 : 1;
}

function make(seed, count) {
    const { make_artefact, Dice } = require('./make');
    const dice = new Dice(seed);
    for (let i = 0; i < count; ++i) {
        const artefact = make_artefact(dice);
        process.stdout.write(JSON.stringify({ ...artefact, ...judge(artefact) }) + '\n');
    }
    return 0;
}

const [verb, first, second] = process.argv.slice(2);
if (verb === 'make' && second) process.exitCode = make(first, Number(second));
else if (verb === 'compare' && first) process.exitCode = compare(first, second);
else {
    process.stdout.write('agree.js make SEED COUNT | compare ARTEFACTS [VERDICTS]\n');
    process.exitCode = verb === '--help' ? 0 : 2;
}
