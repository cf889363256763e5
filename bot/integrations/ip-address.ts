/** An address as its bytes: four, or sixteen. */
type Bytes = number[]

/** A network by its first address and how many bits of it count. */
interface Network {
  bytes: Bytes
  bits: number
}

/** The bytes of an address, in the plain ways of writing one; null for anything else, such as a name. */
export function addressOf(text: string): Bytes | null {
  const plain = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  return plain.includes(':') ? version6(plain) : version4(plain)
}

function version4(text: string): Bytes | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte < 256) ? bytes : null
}

function version6(text: string): Bytes | null {
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const last = tail.includes('.') ? version4(tail) : []
  if (last === null) return null
  const plain = last.length > 0 ? `${text.slice(0, -tail.length)}${hexOf(last)}` : text
  const halves = plain.split('::').map((half) => (half === '' ? [] : half.split(':')))
  if (halves.length > 2) return null
  const [before = [], after = []] = halves
  const zeros = 8 - before.length - after.length
  if (halves.length === 2 ? zeros < 1 : zeros !== 0) return null
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return groups.flatMap((group) => {
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 255]
  })
}

const hexOf = ([a = 0, b = 0, c = 0, d = 0]: Bytes) => `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`

/** `203.0.113.0/24`, `2001:db8::/32`, or one address; null for anything else. */
export function networkOf(text: string): Network | null {
  const [address = '', length, ...rest] = text.split('/')
  const bytes = addressOf(address)
  if (bytes === null || rest.length > 0) return null
  if (length === undefined) return { bytes, bits: bytes.length * 8 }
  if (!/^\d{1,3}$/.test(length) || Number(length) > bytes.length * 8) return null
  return { bytes, bits: Number(length) }
}

/** Whether an address lies in a network; one of IPv4 in IPv6's clothes counts as what it is. */
export function isWithin(address: Bytes, { bytes, bits }: Network): boolean {
  const own = plainBytes(address)
  if (own.length !== bytes.length) return false
  return bytes.every((byte, at) => {
    const counted = Math.min(8, Math.max(0, bits - at * 8))
    const mask = (0xff << (8 - counted)) & 0xff
    return (byte & mask) === ((own[at] ?? 0) & mask)
  })
}

const plainBytes = (bytes: Bytes): Bytes =>
  bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
    ? bytes.slice(12)
    : bytes

const networks = (...texts: string[]) => texts.flatMap((text) => networkOf(text) ?? [])

/** What the internet's registries keep for machines themselves, for networks of their own, for many at once, or for examples. */
const closed4 = networks(
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
)
/** Of IPv6 only this is given out; the ways into IPv4 lie outside of it, or stand below. */
const open6 = networks('2000::/3')
const closed6 = networks('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20')

/** Whether an address is one that anybody on the internet may have. */
export function isPublic(bytes: Bytes): boolean {
  const lies = (among: Network[]) => among.some((network) => isWithin(bytes, network))
  if (bytes.length === 4) return !lies(closed4)
  return lies(open6) && !lies(closed6)
}

export function isLoopback(bytes: Bytes): boolean {
  return networks('127.0.0.0/8', '::1/128').some((network) => isWithin(bytes, network))
}
