import { openScope } from '../accounts/open.ts'
import { fetchPicture, listMenus } from '../channels/line/rich-menus.ts'
import { MusubiError, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Scope } from '../scope.ts'
import { fileHeaders } from '../uploads/serve.ts'
import type { MenuKey } from './contract.ts'
import { draftOf } from './drafted.ts'
import { newest, ownMenus } from './name.ts'
import { measurePicture, pictureBytesMax } from './picture-limits.ts'

/**
 * The answer with the picture of the menu as LINE has it: the browser asks nobody but us.
 * @throws not_found when there is none; unavailable when LINE does not give it
 */
export async function servePicture(scope: StaffScope, key: MenuKey): Promise<Response> {
  const bytes = await pictureAtLine(await openScope(scope), key)
  if (!bytes) throw notFound('The picture')
  return answerWith(bytes)
}

/** The answer with the other picture of a draft. */
export async function serveDraftPicture(scope: StaffScope, key: MenuKey): Promise<Response> {
  const bytes = await draftPicture(scope, (await draftOf(scope, key))?.pictureId ?? null)
  if (!bytes) throw notFound('The picture')
  return answerWith(bytes)
}

export const draftPicture = async ({ files }: Pick<StaffScope, 'files'>, pictureId: string | null) =>
  pictureId === null || !files ? null : files.read(pictureId)

/**
 * The picture of the menu that holds at LINE; null when there is none.
 * @throws unavailable when LINE does not answer
 */
export async function pictureAtLine(opened: Scope, key: MenuKey): Promise<Uint8Array<ArrayBuffer> | null> {
  const { menus } = await listMenus(opened)
  if (!menus) throw silent()
  const atLine = newest(ownMenus(menus), key)
  if (!atLine) return null
  const content = await fetchPicture(opened, atLine.lineId, pictureBytesMax)
  if (content.kind === 'again') throw silent()
  return content.kind === 'here' ? content.bytes : null
}

const silent = () => new MusubiError('unavailable', 'LINE did not give the picture', { reason: 'no_answer' })

/** What a browser takes it for is decided by its bytes; what is no picture is none. */
function answerWith(bytes: Uint8Array<ArrayBuffer>): Response {
  if ('refusal' in measurePicture(bytes)) throw notFound('The picture')
  const contentType = bytes[0] === 0xff ? 'image/jpeg' : 'image/png'
  return new Response(bytes, { headers: fileHeaders({ contentType, fileName: 'menu' }) })
}
