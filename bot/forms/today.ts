/** The person's own date: Japan's, because LINE gives no time zone. */
export function todayInJapan(now: number): string {
  return new Date(now + 9 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

/** The time there, `HH:MM`. */
export function clockInJapan(now: number): string {
  return new Date(now + 9 * 60 * 60 * 1000).toISOString().slice(11, 16)
}
