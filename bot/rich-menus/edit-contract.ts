import * as v from 'valibot'

/** What a tap on an area does, as staff say it. */
export type MenuDeed =
  | { kind: 'form'; key: string }
  | { kind: 'me' }
  | { kind: 'login' }
  | { kind: 'url'; url: string }
  | { kind: 'text'; text: string }

export interface MenuDraftArea {
  bounds: { x: number; y: number; width: number; height: number }
  /** What screen readers say of it. */
  label: string
  deed: MenuDeed
}

/** A menu as staff change it: everything but its picture. */
export interface MenuDefinition {
  size: { width: number; height: number }
  chatBarText: string
  areas: MenuDraftArea[]
}

/** LINE's limits. */
export const chatBarTextMax = 14
export const labelMax = 20
export const textMax = 300
export const urlMax = 1000
export const areasMax = 20
const sideMax = 2500

/** Longer than any limit, so that what is too long can be kept while it is being written. */
const text = v.pipe(v.string(), v.maxLength(2000))
const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(sideMax))

const deedSchema: v.GenericSchema<MenuDeed> = v.variant('kind', [
  v.strictObject({ kind: v.literal('me') }),
  v.strictObject({ kind: v.literal('login') }),
  v.strictObject({ kind: v.literal('form'), key: text }),
  v.strictObject({ kind: v.literal('url'), url: text }),
  v.strictObject({ kind: v.literal('text'), text }),
])

const definitionSchema = v.strictObject({
  size: v.strictObject({ width: whole, height: whole }),
  chatBarText: text,
  areas: v.pipe(
    v.array(
      v.strictObject({
        bounds: v.strictObject({ x: whole, y: whole, width: whole, height: whole }),
        label: text,
        deed: deedSchema,
      }),
    ),
    v.maxLength(areasMax),
  ),
})

/** `PUT /rich-menus/:key/draft`: the revision is the one that was read; 0 where there was no draft. */
export const menuDraftSchema = v.strictObject({
  definition: definitionSchema,
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** `POST /rich-menus/:key/publication`, `DELETE /rich-menus/:key/draft`: the draft of that revision, as it was looked at. */
export const menuRevisionSchema = v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** `PUT /rich-menus/:key/draft/picture`, whose body is the picture. */
export const menuPictureQuerySchema = v.strictObject({ revision: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/)) })
