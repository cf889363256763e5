import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'

/** One instruction of the Dockerfile, with its continued lines as one. */
const instructions = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => /^([A-Z]+) (.*)$/.exec(line)!.slice(1) as [name: string, value: string])
const lastStage = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'))
const all = (name: string, among = instructions) => among.filter(([one]) => one === name).map(([, value]) => value)
const ignored = read('.dockerignore').split('\n')

test('the image is built from plain names, which name no registry', () => {
  expect(all('FROM')).toEqual(['node:24-slim AS build', 'node:24-slim'])
})

test('the server runs as a user who is not root, with one folder to write', () => {
  const order = lastStage.map(([name]) => name)
  expect(all('USER')).toEqual(['node'])
  expect(all('VOLUME')).toEqual(['/data'])
  expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'))
  // A folder that is made after `VOLUME` would lose its owner.
  expect(all('RUN', lastStage)).toEqual(['mkdir /data && chown node:node /data && chmod 700 /data'])
  expect(order.indexOf('RUN')).toBeLessThan(order.indexOf('VOLUME'))
})

test('SIGTERM reaches the server itself: no shell and no npm stand before it', () => {
  expect(all('CMD').map((value) => JSON.parse(value))).toEqual([
    ['node', '--enable-source-maps', 'dist/server/node.js'],
  ])
  expect(all('ENTRYPOINT')).toEqual([])
  expect(all('HEALTHCHECK')[0]).toMatch(/CMD \["node", "-e", ".*\/healthz/)
})

test('what the image is copied from is there or is built, and no secret is among it', () => {
  const built = ['dist/server', 'dashboard/dist', 'liff/dist', 'simulator/dist', 'node_modules']
  const files = projectFiles()
  for (const value of all('COPY', lastStage)) {
    const [from, source, to] = value.split(' ')
    const place = source!.replace('/app/', '')
    expect(from).toBe('--from=build')
    expect(to!.replace('./', '')).toBe(to === './' ? '' : place)
    expect([
      place,
      built.includes(place) || files.some((file) => file === place || file.startsWith(`${place}/`)),
    ]).toEqual([place, true])
  }
  for (const secret of ['.env', 'data', '.git']) expect(ignored).toContain(secret)
  expect(read('Dockerfile')).not.toMatch(/MUSUBI_SECRET|CHANNEL_SECRET|PASSWORD|TOKEN/)
})
