import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { addressOf, isPublic, isWithin, networkOf } from '../../bot/integrations/ip-address.ts'
import { targetProblem } from '../../bot/integrations/target.ts'
import { createCallOut, type Resolve } from '../../bot/node/call-out.ts'
import { readSettings } from '../../bot/settings.ts'

const settings = readSettings({ PUBLIC_URL: 'https://crm.musubi.example' })
const call = { headers: {}, body: '{}', timeoutMs: 300, loopback: true }

const servers: Server[] = []
afterEach(() => servers.splice(0).map((server) => server.closeAllConnections()))

/** A server of somebody else on this machine; answers its port. */
async function listens(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

describe('A44: an address that is not called', () => {
  test.for([
    ['http://shop.example.com/', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['gopher://shop.example.com/', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['no address', 'no_address'],
    ['https://user:pass@shop.example.com/', 'credentials'],
    ['https://shop.example.com:22/', 'port'],
    ['https://shop.example.com:6379/', 'port'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://localhost/', 'private_address'],
    ['https://localhost./', 'private_address'],
    ['https://db.internal/', 'private_address'],
    ['https://metadata/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::]/', 'private_address'],
    ['https://0.0.0.0/', 'private_address'],
    ['https://10.1.2.3/', 'private_address'],
    ['https://172.16.0.1/', 'private_address'],
    ['https://192.168.1.1/', 'private_address'],
    ['https://100.64.0.1/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://224.0.0.1/', 'private_address'],
    ['https://255.255.255.255/', 'private_address'],
    ['https://[::ffff:127.0.0.1]/', 'private_address'],
    ['https://[::ffff:7f00:1]/', 'private_address'],
    ['https://[64:ff9b::7f00:1]/', 'private_address'],
    ['https://[2002:7f00:1::]/', 'private_address'],
    ['https://[fe80::1]/', 'private_address'],
    ['https://[fd00::1]/', 'private_address'],
    ['https://[ff02::1]/', 'private_address'],
    ['https://0x7f000001/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://017700000001/', 'private_address'],
    ['https://１２７.0.0.1/', 'private_address'],
    ['https://crm.musubi.example/api', 'own_address'],
    ['https://CRM.musubi.example.:8443/', 'own_address'],
  ] as const)('%s', ([url, problem]) => expect(targetProblem(settings, url)).toBe(problem))

  test('the negative twin: what is anybody’s is called', () => {
    for (const url of [
      'https://shop.example.com/hooks?x=1',
      'https://shop.example.com:8443/',
      'https://8.8.8.8/',
      'https://[2606:4700::1111]/',
    ])
      expect([url, targetProblem(settings, url)]).toEqual([url, null])
  })

  test('on a developer’s machine the machine itself may be called while the simulator is on, but not Musubi', () => {
    const at = { ...settings, PUBLIC_URL: 'http://localhost:3000' }
    const rehearsal = { ...at, LINE_API_URL: 'http://localhost:3000/simulator/line' }
    expect(targetProblem(rehearsal, 'http://127.0.0.1:9000/')).toBe(null)
    expect(targetProblem(rehearsal, 'http://127.0.0.1:3000/api')).toBe('own_address')
    expect(targetProblem(rehearsal, 'http://192.168.0.1:9000/')).toBe('not_https')
    expect(targetProblem(at, 'http://127.0.0.1:9000/')).toBe('not_https')
  })

  test('is refused before anything is connected', async () => {
    let reached = 0
    const port = await listens((_request, answer) => (reached++, answer.end()))
    const callOut = createCallOut()
    const refused = { kind: 'failed', reason: 'refused_address' }
    expect(await callOut({ ...call, url: `http://127.0.0.1:${port}/`, loopback: false })).toEqual(refused)
    expect(await callOut({ ...call, url: `http://0x7f000001:${port}/`, loopback: false })).toEqual(refused)
    expect(await callOut({ ...call, url: `http://localhost:${port}/`, loopback: false })).toEqual(refused)
    expect(await callOut({ ...call, url: 'https://169.254.169.254/' })).toEqual(refused)
    expect(reached).toBe(0)
    expect(await callOut({ ...call, url: `http://127.0.0.1:${port}/` })).toEqual({ kind: 'answered', status: 200 })
  })
})

describe('A45: a name that leads somewhere else a moment later', () => {
  /** Public the first time, then what the attacker wants. */
  const rebinding = (): Resolve => {
    const ways = ['93.184.216.34', '127.0.0.1']
    let asked = 0
    return (_host, answer) => answer(null, [{ address: ways[Math.min(asked++, 1)]!, family: 4 }])
  }
  test('is refused by the connection, whose own lookup is the one that counts', async () => {
    let reached = 0
    const port = await listens((_request, answer) => (reached++, answer.end()))
    const resolve = rebinding()
    // Whoever looks first is told the truth.
    await new Promise((seen) => resolve('rebind.example.com', seen))
    const callOut = createCallOut(resolve)
    const answer = await callOut({ ...call, url: `http://rebind.example.com:${port}/`, loopback: false })
    expect(answer).toEqual({ kind: 'failed', reason: 'refused_address' })
    expect(reached).toBe(0)
  })

  test('so is one that has a private address among public ones', async () => {
    const both: Resolve = (_host, answer) =>
      answer(null, [
        { address: '93.184.216.34', family: 4 },
        { address: 'fd00::1', family: 6 },
      ])
    const answer = await createCallOut(both)({ ...call, url: 'https://both.example.com/', loopback: false })
    expect(answer).toEqual({ kind: 'failed', reason: 'refused_address' })
  })
})

test('A46: a redirect is an answer, and nobody goes where it leads', async () => {
  let reached = 0
  const inside = await listens((_request, answer) => (reached++, answer.end()))
  const port = await listens((_request, answer) =>
    answer.writeHead(302, { location: `http://127.0.0.1:${inside}/latest/meta-data` }).end(),
  )
  const url = `http://127.0.0.1:${port}/`
  expect(await createCallOut()({ ...call, url })).toEqual({ kind: 'answered', status: 302 })
  expect(reached).toBe(0)
})

describe('A47: an answer that has no end', () => {
  test('is cut after 64 kB', async () => {
    let sent = 0
    const port = await listens((request, answer) => {
      const part = Buffer.alloc(16 * 1024)
      const more = () => {
        while (!answer.destroyed && answer.write(part)) sent += part.length
      }
      request.resume()
      answer.on('drain', more)
      more()
    })
    const answer = await createCallOut()({ ...call, timeoutMs: 5_000, url: `http://127.0.0.1:${port}/` })
    expect(answer).toEqual({ kind: 'answered', status: 200 })
    expect(sent).toBeLessThan(20 * 1024 * 1024)
  })

  test('or when its time is over, and so is one that never begins', async () => {
    const drips = await listens((_request, answer) => void answer.write('.'))
    const silent = await listens(() => {})
    for (const port of [drips, silent])
      expect(await createCallOut()({ ...call, url: `http://127.0.0.1:${port}/` })).toEqual({
        kind: 'failed',
        reason: 'timeout',
      })
  })

  test('nobody there is told as such', async () => {
    const port = await listens(() => {})
    await new Promise((closed) => servers.splice(0)[0]!.close(closed))
    expect(await createCallOut()({ ...call, url: `http://127.0.0.1:${port}/` })).toEqual({
      kind: 'failed',
      reason: 'unreachable',
    })
  })
})

describe('addresses', () => {
  test('are read in the ways in which they are written', () => {
    expect(addressOf('203.0.113.7')).toEqual([203, 0, 113, 7])
    expect(addressOf('::1')).toEqual([...Array<number>(15).fill(0), 1])
    expect(addressOf('[::ffff:10.0.0.1]')?.slice(10)).toEqual([255, 255, 10, 0, 0, 1])
    for (const text of ['', '1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1::2::3', 'g::1', '1:2:3:4:5:6:7:8:9', 'a.b'])
      expect([text, addressOf(text)]).toEqual([text, null])
  })

  test('lie in networks or not', () => {
    const inside = (address: string, network: string) => isWithin(addressOf(address)!, networkOf(network)!)
    expect(inside('203.0.113.7', '203.0.113.0/24')).toBe(true)
    expect(inside('203.0.114.7', '203.0.113.0/24')).toBe(false)
    expect(inside('203.0.113.130', '203.0.113.128/25')).toBe(true)
    expect(inside('::ffff:203.0.113.7', '203.0.113.0/24')).toBe(true)
    expect(inside('2001:db8::7', '2001:db8::/32')).toBe(true)
    expect(inside('2001:db9::7', '2001:db8::/32')).toBe(false)
    for (const text of ['', 'x', '1.2.3.4/33', '1.2.3.4/', '::/129', '1.2.3.4/8/8'])
      expect([text, networkOf(text)]).toEqual([text, null])
    expect(isPublic(addressOf('::ffff:8.8.8.8')!)).toBe(false)
  })
})
