import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { clientAddress } from '../../bot/http/client-address.ts'

const seenFrom = async (
  peer: string | undefined,
  headers: Record<string, string>,
  PUBLIC_URL = 'https://crm.example',
) => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, { PUBLIC_URL })))
  const env = peer === undefined ? {} : { incoming: { socket: { remoteAddress: peer } } }
  return (await app.request('/', { headers }, env)).text()
}

test('behind a proxy on our own network, the address is the one that the proxy wrote', async () => {
  expect(await seenFrom('127.0.0.1', { 'x-forwarded-for': '6.6.6.6, 203.0.113.7' })).toBe('203.0.113.7')
  expect(await seenFrom('172.17.0.1', { 'x-forwarded-for': '203.0.113.7' })).toBe('203.0.113.7')
})

test('nobody makes up an address: not from outside, and not where no proxy stands in front', async () => {
  expect(await seenFrom('198.51.100.4', { 'x-forwarded-for': '203.0.113.7' })).toBe('198.51.100.4')
  expect(await seenFrom('172.17.0.1', { 'x-forwarded-for': '203.0.113.7' }, 'http://localhost:3000')).toBe('172.17.0.1')
})

test('on Workers the address is the one that the edge saw', async () => {
  expect(await seenFrom(undefined, { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '6.6.6.6' })).toBe(
    '203.0.113.7',
  )
})

test('of an IPv6 address the network counts, because one subscriber has all the addresses in it', async () => {
  const one = await seenFrom('2001:db8:0:12::1', {})
  expect(one).toBe('2001:db8:0:12')
  expect(await seenFrom('2001:0db8::12:a:b:c:d', {})).toBe(one)
  expect(await seenFrom('2001:db8:0:13::1', {})).not.toBe(one)
  expect(await seenFrom('::ffff:198.51.100.4', {})).toBe('198.51.100.4')
})
