import type { APIRequestContext } from '@playwright/test'

interface Neighbour {
  name: string
  /** What they write in the chat, in order. */
  deeds: string[]
}

const visit = (party: string, people: string | null, stars: string, liked: string, word: string): string[] => [
  'アンケート',
  party,
  ...(people === null ? [] : [people]),
  stars,
  liked,
  '決定',
  'スキップ',
  word,
]

/** The cast of the pictures: made-up people of a made-up town. */
export const neighbours: Neighbour[] = [
  { name: '青木 はるか', deeds: visit('家族と', '2', '5', 'コーヒー', '窓ぎわの席がお気に入りです') },
  { name: 'けんた', deeds: visit('ひとりで', null, '4', 'コーヒー', 'また来ます') },
  {
    name: '三浦さくら',
    deeds: [...visit('友人と', null, '5', 'お菓子', '季節のタルトが最高でした'), '明日は何時まで開いていますか？'],
  },
  { name: 'Yuki ☕', deeds: visit('ひとりで', null, '3', 'コーヒー', '少し混んでいました') },
  {
    name: '大谷 まもる',
    deeds: [...visit('家族と', '1', '4', 'お菓子', '子ども用の椅子が助かりました'), '予約はできますか'],
  },
  { name: 'ななみ', deeds: ['アンケート', '友人と'] },
  { name: '佐々木 恵', deeds: visit('友人と', null, '5', 'コーヒー', '音楽が心地よかったです') },
  { name: 'りょう', deeds: visit('ひとりで', null, '2', 'スキップ', '注文までに時間がかかりました') },
]

/** Lets the neighbours become friends and say what they say, through the desk of the simulator. */
export async function fillTown(request: APIRequestContext, base: string, people = neighbours): Promise<string[]> {
  const send = async (method: 'post' | 'put', path: string, data: object) => {
    const answer = await request[method](`${base}/simulator/api${path}`, { data, headers: { origin: base } })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer
  }
  const uids: string[] = []
  for (const { name, deeds } of people) {
    const { uid } = (await (await send('post', '/people', { name })).json()) as { uid: string }
    uids.push(uid)
    await send('put', `/chats/main/${uid}/friendship`, { following: true })
    for (const deed of deeds) {
      await send('post', `/chats/main/${uid}/acts`, { kind: 'text', text: deed })
      // The bot answers behind the webhook's 200; the next words come after its question.
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  return uids
}
