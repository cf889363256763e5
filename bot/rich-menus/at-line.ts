import type { LineChannel } from '../channels/line/channel.ts'
import { reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import {
  createMenu,
  defaultMenu,
  deleteMenu,
  findPicture,
  listMenus,
  moveEverybody,
  setDefaultMenu,
  uploadPicture,
  validateMenu,
} from '../channels/line/rich-menus.ts'
import type { Picture } from '../deps.ts'
import type { RichMenu } from './contract.ts'
import { fingerprintOf, newest, ownMenus, writeName, type OwnMenu } from './name.ts'

/** A server that has not noticed a new menu may link people to the one before for a while: it is not deleted sooner. */
const keptReplacedMs = 24 * 60 * 60_000

/** What publishing did: LINE's ids of the menus it made and of those it removed, or why it could not go on. */
export interface Published {
  made: string[]
  removed: string[]
  problem: { step: string; reason: string } | null
}

class Refused extends Error {
  readonly problem: { step: string; reason: string }
  constructor(step: string, outcome: LineOutcome) {
    super(`${step}: ${reasonOf(outcome.status)}`)
    this.problem = { step, reason: reasonOf(outcome.status) }
  }
}

const accepted = (step: string, outcome: LineOutcome): LineOutcome => {
  if (outcome.kind === 'accepted') return outcome
  throw new Refused(step, outcome)
}

/**
 * Brings the menus to LINE: what is there already stays, what is missing is made, and what is replaced gives its people
 * to its successor. Needs no database, so that a command beside a running server can do it. Doing it again, also after
 * it broke off, changes only what is still missing.
 */
export async function publishAtLine(
  channel: LineChannel,
  menus: RichMenu[],
  { byStaff = false }: { byStaff?: boolean } = {},
): Promise<Published> {
  const done: Published = { made: [], removed: [], problem: null }
  try {
    const there = await readOwn(channel)
    // What staff made is theirs: a command or a start leaves it as it is.
    const open = menus.filter(({ key }) => byStaff || !newest(there, key)?.byStaff)
    const wanted = await Promise.all(
      open.map(async (menu) => ({ menu, byStaff, fingerprint: await fingerprintOf(menu) })),
    )
    // An older one of the same looks is not taken up again: the newest of a key is the one that holds.
    const isThere = ({ menu, fingerprint }: Wanted) => {
      const now = newest(there, menu.key)
      return now?.fingerprint === fingerprint && now.byStaff === byStaff
    }
    const missing = wanted.filter((one) => !isThere(one))
    for (const one of missing) accepted('validate', await validateMenu(channel, objectOf(one, channel.clock())))
    for (const one of wanted.filter(isThere)) await ensurePicture(channel, newest(there, one.menu.key)!, one)
    const made: OwnMenu[] = []
    for (const one of missing) made.push(await makeMenu(channel, there, one, done))
    const own = [...made, ...there]
    await ensureDefault(channel, own)
    await retire(channel, own, done)
    return done
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ...done, problem: error.problem }
  }
}

interface Wanted {
  menu: RichMenu
  fingerprint: string
  byStaff: boolean
}

const objectOf = ({ menu, fingerprint, byStaff }: Wanted, madeAt: number) => ({
  size: menu.size,
  selected: true,
  name: writeName({ key: menu.key, fingerprint, madeAt, byStaff }),
  chatBarText: menu.chatBarText,
  areas: menu.areas,
})

async function readOwn(channel: LineChannel): Promise<OwnMenu[]> {
  const { menus, outcome } = await listMenus(channel)
  if (!menus) throw new Refused('list', outcome)
  return ownMenus(menus)
}

async function makeMenu(channel: LineChannel, there: OwnMenu[], one: Wanted, done: Published): Promise<OwnMenu> {
  const { key, picture } = one.menu
  const madeAt = Math.max(channel.clock(), (newest(there, key)?.madeAt ?? 0) + 1)
  const object = objectOf(one, madeAt)
  const { lineId, outcome } = await createMenu(channel, object)
  if (!lineId) throw new Refused('create', outcome)
  const uploaded = await uploadPicture(channel, lineId, pictureOf(picture))
  if (uploaded.kind !== 'accepted') {
    // A menu without a picture can be shown to nobody: nothing half made stays.
    await deleteMenu(channel, lineId)
    throw new Refused('picture', uploaded)
  }
  done.made.push(lineId)
  return { lineId, name: object.name, key, fingerprint: one.fingerprint, madeAt, byStaff: one.byStaff }
}

/** LINE wants to be told which of the two it is. */
const pictureOf = (bytes: RichMenu['picture']): Picture => ({
  bytes,
  contentType: bytes[0] === 0xff ? 'image/jpeg' : 'image/png',
})

/** A process may have died between a menu and its picture. */
async function ensurePicture(channel: LineChannel, { lineId }: OwnMenu, { menu }: Wanted): Promise<void> {
  const found = await findPicture(channel, lineId)
  if (found.status === 404) accepted('picture', await uploadPicture(channel, lineId, pictureOf(menu.picture)))
  else accepted('picture', found)
}

async function ensureDefault(channel: LineChannel, own: OwnMenu[]): Promise<void> {
  const guest = newest(own, 'guest')
  if (!guest || (await defaultMenu(channel)).lineId === guest.lineId) return
  accepted('default', await setDefaultMenu(channel, guest.lineId))
}

/**
 * Empties and removes what was replaced. People of an old member menu get the new one by one call of LINE's batch
 * control, which works on its own time: whoever is still on a menu when it is deleted sees none. So the publications of
 * the first day move, and only one after it deletes; by then the server has switched whoever it linked meanwhile.
 */
async function retire(channel: LineChannel, own: OwnMenu[], done: Published): Promise<void> {
  for (const old of own) {
    const heir = newest(own, old.key)
    if (!heir || heir === old) continue
    if (old.key === 'member' && channel.clock() - heir.madeAt < keptReplacedMs) {
      const moved = await moveEverybody(channel, { from: old.lineId, to: heir.lineId, key: keyOf(old, heir) })
      // Three moves an hour: one that an earlier publication asked for needs no other.
      if (moved.status !== 429 || done.made.includes(heir.lineId)) accepted('move', moved)
      continue
    }
    accepted('delete', await deleteMenu(channel, old.lineId))
    done.removed.push(old.lineId)
  }
}

/** The same move has the same key, so that one that broke off goes on instead of beginning anew (14 days). */
const keyOf = (old: OwnMenu, heir: OwnMenu) => `musubi-${old.lineId.slice(-32)}-${heir.lineId.slice(-32)}`

/** Removes the menus that our command brought, and leaves those that staff made; people see the default menu that was set in LINE's manager, if there is one. */
export async function withdrawFromLine(channel: LineChannel): Promise<Published> {
  const done: Published = { made: [], removed: [], problem: null }
  try {
    for (const { lineId } of (await readOwn(channel)).filter(({ byStaff }) => !byStaff)) {
      const outcome = await deleteMenu(channel, lineId)
      if (outcome.status !== 404) accepted('delete', outcome)
      done.removed.push(lineId)
    }
    return done
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ...done, problem: error.problem }
  }
}
