// SPDX-License-Identifier: Apache-2.0
// One peer doing our work, in a process of its own so that its syncs can be counted from outside:
//     node measure.mjs PEER append COUNT FOLDER    one record after the other, each waited for
//     node measure.mjs PEER verify COUNT FOLDER    a log of so many, then read back and verified
// Prints one line of JSON. A record is 300 bytes. Where the peer signs by itself (hypercore signs
// its tree's head) nothing is added; where it does not (a plain database), each record is hashed,
// chained to the one before and signed with Ed25519, and verifying checks both.
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const load = createRequire(join(process.cwd(), 'package.json'))
const recordBytes = 300
const batch = 1000
const [peer, work, countText, folder] = process.argv.slice(2)
const count = Number(countText)

function record(number) {
  const out = Buffer.alloc(recordBytes, 0x61)
  out.writeUInt32BE(number)
  return out
}

function bytesUnder(path) {
  if (!existsSync(path)) return 0
  const found = lstatSync(path)
  if (!found.isDirectory()) return found.blocks * 512
  return readdirSync(path).reduce((sum, name) => sum + bytesUnder(join(path, name)), 0)
}

async function openHypercore() {
  const Hypercore = load('hypercore')
  const core = new Hypercore(folder)
  await core.ready()
  return {
    append: (number) => core.append(record(number)),
    async fill() {
      for (let from = 0; from < count; from += batch) {
        const many = []
        for (let i = from; i < Math.min(count, from + batch); i++) many.push(record(i))
        await core.append(many)
      }
    },
    // Its own audit: every block against the tree. The head's signature is checked when it opens.
    async verify() {
      const found = await core.core.audit({ dryRun: true })
      if (found === null || found.corrupt || found.droppedBlocks > 0) throw new Error('not whole')
    },
    close: () => core.close()
  }
}

function openSqlite(settings) {
  const Database = load('better-sqlite3')
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const database = new Database(join(folder + '.db'))
  for (const setting of settings) database.pragma(setting)
  database.exec('CREATE TABLE entry(seq INTEGER PRIMARY KEY, bytes BLOB, hash BLOB, signature BLOB)')
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)')
  let last = Buffer.alloc(32)
  const hashed = (before, bytes) => createHash('sha256').update(before).update(bytes).digest()
  function append(number) {
    const bytes = record(number)
    last = hashed(last, bytes)
    insert.run(number, bytes, last, sign(null, last, privateKey))
  }
  return {
    append,
    fill() {
      const many = database.transaction((from, to) => {
        for (let i = from; i < to; i++) append(i)
      })
      for (let from = 0; from < count; from += batch) many(from, Math.min(count, from + batch))
    },
    verify() {
      let before = Buffer.alloc(32)
      let seen = 0
      for (const row of database.prepare('SELECT * FROM entry ORDER BY seq').iterate()) {
        before = hashed(before, row.bytes)
        if (!before.equals(row.hash) || !verify(null, before, publicKey, row.signature))
          throw new Error('not whole')
        seen++
      }
      if (seen !== count) throw new Error('not whole')
    },
    close: () => database.close()
  }
}

// Settings are said aloud: without it the package's own default is not FULL in a write-ahead log.
const peers = {
  hypercore: openHypercore,
  'better-sqlite3-truncate': () =>
    openSqlite(['locking_mode=EXCLUSIVE', 'journal_mode=TRUNCATE', 'synchronous=EXTRA']),
  'better-sqlite3-wal': () => openSqlite(['journal_mode=WAL', 'synchronous=FULL'])
}

const opened = await peers[peer]()
if (work === 'verify') await opened.fill()
const start = process.hrtime.bigint()
if (work === 'verify') await opened.verify()
else for (let i = 0; i < count; i++) await opened.append(i)
const seconds = Number(process.hrtime.bigint() - start) / 1e9
await opened.close()
const bytes = ['', '.db', '.db-wal', '.db-journal'].reduce((n, end) => n + bytesUnder(folder + end), 0)
console.log(JSON.stringify({ peer, work, count, seconds, bytes }))
