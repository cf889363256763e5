import type { PostcodeFile } from './contract.ts'

/**
 * Files as a server of ours gives them. One that serves a page in the place of what it does not have (the static files of
 * Workers) has none of that name.
 */
export const servedFile =
  (ask: (name: string) => Promise<Response>): PostcodeFile =>
  async (name) => {
    const response = await ask(`${name}.json`)
    const isPage = response.headers.get('content-type')?.includes('html')
    if (response.status === 404 || isPage) return null
    if (!response.ok) throw new TypeError(`The server answers ${response.status}.`)
    return response.json()
  }
