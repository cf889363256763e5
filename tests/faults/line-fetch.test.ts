import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { pooledFetch } from '../../bot/node/line-fetch.ts'

// The client that calls LINE on Node, against a server that behaves as LINE should not.
let server: Server
const line = pooledFetch()
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function answering(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a call carries its method, headers, path and bytes, and its answer comes back whole', async () => {
  const url = await answering((request, response) => {
    const parts: Buffer[] = []
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        const { method, url: path, headers } = request
        response.writeHead(202, { 'x-line-request-id': 'r1' })
        response.end(JSON.stringify({ method, path, key: headers['x-key'], body: Buffer.concat(parts).toString() }))
      })
  })
  for (const path of ['/v2/bot/message/reply?a=b', '/']) {
    const request = { method: 'POST', headers: { 'x-key': 'k' }, body: 'むすび', timeoutMs: 5_000 }
    const answer = await line.fetch(url + path, request)
    expect([answer.status, answer.headers.get('X-Line-Request-Id')]).toEqual([202, 'r1'])
    expect(JSON.parse(await answer.text())).toEqual({ method: 'POST', path, key: 'k', body: 'むすび' })
  }
})

test('a call that LINE does not answer in time is given up', async () => {
  const url = await answering(() => {})
  await expect(line.fetch(url, { method: 'GET', headers: {}, timeoutMs: 50 })).rejects.toThrow('in time')
})

test('an answer that stops in the middle is given up as well', async () => {
  const url = await answering((_, response) => void response.writeHead(200, { 'content-length': '10' }).write('half'))
  const answer = await line.fetch(url, { method: 'GET', headers: {}, timeoutMs: 200 })
  await expect(answer.text()).rejects.toThrow()
})

test('a server that is not there is an error, not a wait', async () => {
  const url = await answering(() => {})
  server.close()
  await expect(line.fetch(url, { method: 'GET', headers: {}, timeoutMs: 5_000 })).rejects.toThrow('ECONNREFUSED')
})
