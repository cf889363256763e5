import Libsql from 'libsql'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { makeBookings } from './bookings.ts'
import { chanceOf } from './chance.ts'
import { makeKnown } from './known.ts'
import { makeFriends, makeMembers } from './people.ts'
import { idsBy, type Making, type Plan } from './plan.ts'
import { makeSubmissions, type MadeForm } from './submissions.ts'
import { fillQuickly } from './table.ts'
import { makeTalks } from './talks.ts'
import { makeInbox, makeReplies, makeTrail } from './trail.ts'

/** The owner of every workspace made here. */
export const owner = { email: 'owner@example.com', password: 'correct-horse-battery' }

/** What the product's own verbs have made before the masses come. */
export interface Found {
  staffId: string
  forms: MadeForm[]
}

export interface Wanted {
  /** The database; a new file. */
  file: string
  /** The folder of the project. */
  root: string
  friends: number
  submissions: number
  /** By default three for a hundred of the others. */
  short?: number
  seed: number
  /** Milliseconds UTC. */
  now: number
  say(what: string): void
}

/** Makes a workspace: accounts, forms and owner by the product's own verbs, and the masses straight into the file. */
export function makeWorkspace({ file, root, friends, submissions, short, seed, now, say }: Wanted): void {
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, 'found.ts'), file, root], {
    encoding: 'utf8',
  })
  const { staffId, forms } = JSON.parse(printed) as Found
  say('migrated, with the forms of the demo and a survey of 32 questions')
  const chance = chanceOf(seed)
  const plan: Plan = {
    friends,
    others: Math.ceil(friends / 100),
    members: Math.floor(friends * 0.3),
    submissions,
    short: short ?? Math.floor(submissions * 0.03),
    talks: Math.floor(friends / 20),
    now,
    days: 400,
  }
  const db = new Libsql(file)
  fillQuickly(db, () => fill({ db, chance, plan, staffId, id: idsBy(chance) }, forms, say))
  db.close()
  say('indexes made')
  execFileSync(process.execPath, [join(import.meta.dirname, 'rebuild.ts'), file, root], { stdio: 'inherit' })
  say('search and figures made')
}

function fill(making: Making, forms: MadeForm[], say: (what: string) => void): void {
  const { plan } = making
  const members = makeMembers(making)
  say(`${members.length} members`)
  const friends = makeFriends(making, 'main', plan.friends, members)
  makeFriends(making, 'other', plan.others, [])
  say(`${friends.length} friends, and ${plan.others} of another account`)
  const formOf = (key: string) => forms.find((form) => form.key === key)!
  const submissions = makeSubmissions(making, formOf('yearly'), friends, plan.submissions)
  for (const [key, many] of [
    ['visit', Math.floor(plan.submissions * 0.05)],
    ['satisfaction', plan.short],
    ['seminar', Math.floor(plan.submissions * 0.02)],
  ] as const)
    for (const made of makeSubmissions(making, formOf(key), friends, many)) submissions.push(made)
  const booked = makeSubmissions(making, formOf('tasting'), friends, Math.floor(plan.submissions * 0.05))
  makeBookings(making, formOf('tasting'), booked)
  submissions.push(...booked)
  makeKnown(making, friends)
  say(`${submissions.length} finished submissions`)
  makeTalks(making, friends)
  makeReplies(making, friends)
  makeTrail(making, submissions)
  makeInbox(making, friends)
  say('talks, deliveries, audit log, inbox')
}
