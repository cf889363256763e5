import type { Texts } from '../forms/contract.ts'
import { apply } from './apply.ts'
import type { Finding, Ground, Outcome } from './contract.ts'
import { foreignLiffId } from './foreign-liff-id.ts'
import { look } from './look.ts'
import { planOf } from './plan.ts'
import { addressesOf } from './ready.ts'
import { undo } from './undo.ts'
import { wordsOf } from './words.ts'

export interface Wishes {
  /** Show what was found and what would be done, and do nothing. */
  dryRun: boolean
  undo: boolean
  uid: string | null
}

/** The person at the terminal. */
export interface Terminal {
  say: (texts: Texts) => void
  finding: (finding: Finding) => void
  /** An address with its QR code. */
  address: (texts: Texts, url: string) => void
  /** Whether it may go on. */
  agreed: (texts: Texts) => Promise<boolean>
}

/**
 * The whole of `npm run line:connect`: looks, shows the plan, asks, does it, and prints the addresses.
 * @returns whether all is well
 */
export async function connect(ground: Ground, terminal: Terminal, wishes: Wishes): Promise<boolean> {
  if (wishes.undo) return takeBack(ground, terminal, wishes)
  terminal.say({ ja: '確認しています…', en: 'Checking …' })
  const situation = await look(ground, { uid: wishes.uid })
  for (const finding of situation.findings) terminal.finding(finding)
  if (situation.findings.some(({ state }) => state === 'stop')) return false
  const steps = planOf(ground, situation)
  if (!steps) {
    terminal.finding(foreignLiffId(ground))
    return false
  }
  terminal.say({ ja: 'これから行うこと：', en: 'What will be done:' })
  for (const step of steps) {
    const { ja, en } = await wordsOf(ground, situation, step, steps)
    terminal.say({ ja: `  ・${ja}`, en: `  - ${en}` })
  }
  if (wishes.dryRun) return true
  if (!(await terminal.agreed({ ja: '実行しますか', en: 'Go ahead' }))) return false
  const outcome = await apply(ground, steps)
  tell(terminal, outcome)
  if (outcome.problem) {
    terminal.say({
      ja: 'ここまでの変更は記録してあります。もう一度実行すると続きから行い、--undo で元に戻せます',
      en: 'What was done so far is noted: run it again to go on, or with --undo to take it back',
    })
    return false
  }
  const { liff, addFriend } = addressesOf(ground, situation, outcome.liffId)
  if (liff) terminal.address({ ja: 'LIFF', en: 'LIFF' }, liff)
  if (addFriend) terminal.address({ ja: '友だち追加', en: 'Add as a friend' }, addFriend)
  if (outcome.liffId !== situation.servedLiffId && !steps.some(({ kind }) => kind === 'env_write'))
    terminal.say({
      ja: 'サーバーを再起動してください（LIFF_ID を読み込みます）',
      en: 'Restart the server, so that it reads LIFF_ID',
    })
  return true
}

async function takeBack(ground: Ground, terminal: Terminal, { dryRun }: Wishes): Promise<boolean> {
  const journal = ground.journal.read()
  if (!journal) {
    terminal.say({ ja: '元に戻すものはありません', en: 'There is nothing to take back' })
    return true
  }
  terminal.say({
    ja: `元に戻すもの：${Object.keys(journal).join('、')}`,
    en: `What will be taken back: ${Object.keys(journal).join(', ')}`,
  })
  if (dryRun) return true
  if (!(await terminal.agreed({ ja: '元に戻しますか', en: 'Take it back' }))) return false
  const outcome = await undo(ground)
  tell(terminal, outcome)
  return outcome.problem === null
}

function tell(terminal: Terminal, { done, todo, problem }: Outcome): void {
  for (const text of done) terminal.finding({ state: 'ok', text })
  for (const text of todo) terminal.finding({ state: 'look', text })
  if (problem) terminal.finding({ state: 'stop', text: problem })
}
