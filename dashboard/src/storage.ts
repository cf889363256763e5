/** What this browser keeps for the person: choices only, never data. Storage may be switched off; then nothing is kept. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`musubi.${name}`)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`musubi.${name}`, value)
  } catch {
    // Then the choice holds until the page is closed.
  }
}
