import { accountOf, type Desk } from './desk.ts'
import { spend } from './send.ts'
import type { AccountView, DeskView, FlowEntry } from './shapes.ts'

/** As many entries of the flow as a phone shows. */
const SHOWN_ENTRIES = 200

/**
 * What a phone needs to know that has seen everything up to the cursor.
 * @param after the cursor of the answer before; anything else gives the whole desk
 */
export function viewOf(desk: Desk, after: string | undefined): DeskView {
  const { state } = desk
  const [epoch, revision] = after?.split('.') ?? []
  const whole = epoch !== state.epoch || !/^\d+$/.test(revision ?? '')
  const seen = whole ? -1 : Number(revision)
  const flow: FlowEntry[] = [...newest(state.webhooks, seen), ...newest(state.calls, seen)]
  return {
    cursor: `${state.epoch}.${state.revision}`,
    whole,
    now: desk.now(),
    ahead: state.ahead,
    accounts: desk.channels.map((channel) => accountView(desk, channel.accountId)),
    people: Object.values(state.people),
    chats: Object.values(state.chats),
    faults: state.faults,
    messages: Object.values(state.messages).flatMap((list) => list.filter((message) => message.revision > seen)),
    flow: flow.toSorted((a, b) => a.revision - b.revision).slice(-SHOWN_ENTRIES),
    mails: state.mails.filter((mail) => mail.revision > seen),
  }
}

const newest = <T extends FlowEntry>(entries: T[], seen: number) =>
  entries.slice(-SHOWN_ENTRIES).filter((entry) => entry.revision > seen)

function accountView(desk: Desk, accountId: string): AccountView {
  const { menus, defaultMenuId, quota } = accountOf(desk, accountId)
  const channel = desk.channels.find((one) => one.accountId === accountId)
  return {
    accountId,
    name: channel?.name ?? accountId,
    basicId: channel?.basicId ?? '',
    liffId: channel?.liffId ?? null,
    defaultMenuId,
    menus: Object.values(menus)
      .filter(({ image }) => image !== null)
      .map(({ id, menu }) => ({ id, menu })),
    pushed: spend(desk, accountId, 0),
    quota,
  }
}
