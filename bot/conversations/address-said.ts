import { readPostcode } from '../forms/kinds/address.ts'
import type { AddressRead, KnownAddress } from '../addresses/contract.ts'
import { isNone } from '../forms/meant/none.ts'
import { readYesNo } from '../forms/meant/yes-no.ts'
import type { AnswerParts } from '../forms/contract.ts'
import { addressTapped } from './address-asked.ts'
import { keptAddress, knownAddress } from './address-known.ts'
import { addressWords } from './address-words.ts'
import type { Setting, Talk, Turn } from './contract.ts'
import { isForgotten } from './forgotten.ts'
import { answered, askAgain, forStaff, goOnFromPage, isAnsweredOnPage, misunderstood, type Asking } from './moves.ts'
import { commanded } from './steer.ts'
import { commandIn, words } from './words.ts'

/** What a typed text makes of an address: all of it, its place, the house in a place that is known, or a command. */
export function addressSaid(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const say = addressWords(setting.language)
  const known = knownAddress(talk.ticked)
  const command = commandIn(said)
  // なし is a house without a number, and no wish to pass the question over.
  if (command && !(known.city !== undefined && isNone(said))) return commanded(talk, asking, command, setting)
  const read = setting.address?.read ?? null
  if (read === null && isAnsweredOnPage(talk, asking)) return forStaff(goOnFromPage(asking.run, setting))
  if (isForgotten(talk)) return forStaff(askAgain(talk, asking, setting, words(setting.language).welcomeBack))
  if (read === null) return notRead(talk, asking, said, setting)
  if (read.postcode === 'elsewhere' && talk.misunderstood === 0)
    return { ...askAgain(talk, asking, setting, say.elsewhere), misunderstood: 1 }
  return taken(talk, asking, read, setting)
}

/** A place that was chosen, or the house of an office. */
export function addressChosen(talk: Talk, asking: Asking, value: string, setting: Setting): Turn {
  const known = addressTapped(value, { ...setting, ticked: talk.ticked })
  return known ? taken(talk, asking, { known, among: [] }, setting) : askAgain(talk, asking, setting)
}

/** An address is whole with its house; else what is known is kept, and what comes next is asked. */
function taken(talk: Talk, asking: Asking, { known, among, postcode }: AddressRead, setting: Setting): Turn {
  const say = addressWords(setting.language)
  const ticked = keptAddress(known)
  const now = { ...talk, ticked }
  const asked = { ...setting, address: { read: null, among } }
  if (known.rest !== undefined && among.length === 0)
    return answered(now, asking.run, asking.question, partsOf(known), asked)
  const first =
    postcode === 'unknown'
      ? say.noSuchPostcode
      : postcode === 'unreachable'
        ? say.notLookedUp
        : known.prefecture === undefined && among.length > 0
          ? say.whichCity
          : undefined
  return { ...askAgain(now, asking, asked, first), ticked, misunderstood: 0 }
}

/** As LIFF sends it. */
function partsOf({ office: _office, ...known }: KnownAddress): AnswerParts {
  return Object.fromEntries(Object.entries(known).filter(([, text]) => text)) as AnswerParts
}

function notRead(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const say = addressWords(setting.language)
  const known = knownAddress(talk.ticked)
  const agreed = talk.ticked.length > 0 ? readYesNo(said) : undefined
  if (agreed === 'yes') return askAgain(talk, asking, setting)
  if (agreed === 'no' && !isNone(said))
    return { ...askAgain({ ...talk, ticked: [] }, asking, setting, say.fromAnew), ticked: [] }
  const figures = /^\s*〒?[\s\d０-９‐-―−ーｰ－-]+$/.test(said) ? readPostcode(said) : undefined
  if (talk.ticked.length === 0 && figures && 'problem' in figures)
    return misunderstood(talk, asking, figures.problem, setting)
  const why = known.city !== undefined && known.town !== undefined ? say.noHouse : say.noAddress
  return forStaff({ ...askAgain(talk, asking, setting, why), misunderstood: talk.misunderstood + 1 })
}
