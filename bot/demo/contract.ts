/** Why something of the demo stays: a real member is tied to it, real people answered, staff changed it, or it is in use. */
export type KeptBecause = 'tied' | 'answered' | 'changed' | 'in_use'

export interface Kept {
  what: 'person' | 'member' | 'form' | 'menus'
  /** A friend's id, a member number, a form's key. */
  id: string
  because: KeptBecause
}

/** What erasing the demo took away, and what it left. */
export interface DemoErased {
  people: number
  members: number
  forms: string[]
  menus: number
  kept: Kept[]
}

/** How much of the demo is in an account still. */
export interface DemoLeft {
  people: number
  members: number
  forms: number
}
