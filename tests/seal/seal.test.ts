import { expect, test } from 'vitest'
import { createSealerOnNode } from '../../bot/node/sealer.ts'
import { createSealer } from '../../bot/seal.ts'

const secret = '5e'.repeat(32)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const text = '会員番号 00123 の結び 👩‍👩‍👧'

test('what one home seals the other opens', async () => {
  const [web, node] = [await createSealer(secret, random), createSealerOnNode(secret)]
  expect(await node.open(await web.seal(text))).toBe(text)
  expect(await web.open(await node.seal(text))).toBe(text)
})

test('the same text is sealed differently each time, and nothing of it can be read', async () => {
  const node = createSealerOnNode(secret)
  const sealed = await Promise.all(Array.from({ length: 600 }, () => node.seal(text)))
  expect(new Set(sealed).size).toBe(600)
  expect(Buffer.from(sealed[0]!.slice(3), 'base64').toString('utf8')).not.toContain('00123')
})

test('a changed text, or another secret, does not open', async () => {
  for (const sealer of [await createSealer(secret, random), createSealerOnNode(secret)]) {
    const sealed = await sealer.seal(text)
    const changed = sealed.slice(0, -6) + (sealed.at(-6) === 'A' ? 'B' : 'A') + sealed.slice(-5)
    await expect(sealer.open(changed)).rejects.toThrow()
    await expect(sealer.open('plain text')).rejects.toThrow('Not a sealed text')
    await expect(createSealerOnNode('ab'.repeat(32)).open(sealed)).rejects.toThrow()
  }
})
