import { eq } from 'drizzle-orm'
import type { RuleDeed } from '../../bot/rules/contract.ts'
import { forms, ruleDeeds } from '../../db/schema/index.ts'
import type { FormRule } from '../../bot/rules/contract.ts'
import { comes, publishParty } from '../forms/person.ts'
import { openTalks, uuid } from '../talks/world.ts'

export { hour, minute } from '../talks/world.ts'

/** A rule that always does this. */
export const always = (...deeds: RuleDeed[]): FormRule => ({ key: 'always', on: 'finished', deeds })

/** The tea party, Aiko who follows, and the staff of talks; rules are set as publishing writes them. */
export async function openParty() {
  const world = await openTalks()
  await publishParty(world)
  const set = (values: Partial<typeof forms.$inferInsert>) =>
    world.db.orm.update(forms).set(values).where(eq(forms.key, 'party'))
  return Object.assign(world, {
    set,
    rules: (...rules: FormRule[]) => set({ rules, confirmation: 'none' }),
    aikoComes: () => comes(world, '愛子', world.aiko),
    /** What became of each deed: `do state reason`. */
    deeds: async () => {
      const rows = await world.db.orm.select().from(ruleDeeds).orderBy(ruleDeeds.createdAt, ruleDeeds.id)
      return rows.map(({ deed, state, reason }) => [deed.do, state, reason].filter(Boolean).join(' '))
    },
    pushes: () => world.simulator.calls('/message/push'),
    uuid,
  })
}

export type Party = Awaited<ReturnType<typeof openParty>>
