// SPDX-License-Identifier: Apache-2.0
// One table out of the lines that run.sh gathered.
import { readFileSync } from 'node:fs'

const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const of = (peer, work) => lines.filter((line) => line.peer === peer && line.work === work)
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1]
const columns = [
  ['peer', (peer) => peer],
  ['appends/s', (peer) => Math.round(median(of(peer, 'append').map((l) => l.count / l.seconds)))],
  [
    'syncs each',
    (peer) => {
      const [found] = of(peer, 'syncs')
      return found.syncs === null ? 'no strace' : (found.syncs / found.count).toFixed(2)
    }
  ],
  [
    'survives the power',
    (peer) => {
      const [found] = of(peer, 'syncs')
      return found.syncs === null ? '?' : found.syncs >= found.count ? 'yes' : 'no'
    }
  ],
  [
    'bytes per 300',
    (peer) => {
      const [found] = of(peer, 'verify')
      return Math.round(found.bytes / found.count)
    }
  ],
  ['verify 100k', (peer) => of(peer, 'verify')[0].seconds.toFixed(2) + ' s']
]
const rows = [
  columns.map(([head]) => head),
  ...[...new Set(lines.map((line) => line.peer))].map((peer) => columns.map(([, cell]) => String(cell(peer))))
]
const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i].length)))
for (const row of rows)
  console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
