import { availableParallelism } from 'node:os'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { install } from '../../bot/bin/install.mjs'
import { launch, toolEnv } from '../../bot/bin/launch.mjs'
import { chooseNode, requireBootstrapNode } from '../../bot/bin/node.mjs'
import { giveUp, root, say, secondsSince } from '../../bot/bin/say.mjs'
import { ensureBrowser } from './browser.mjs'
import { countsOf, forgetCounts } from './counts.mjs'
import { steps } from './steps.mjs'

// `npm test` runs every check; `npm test -- unit types` only those named. All of them run even when an early one fails.
requireBootstrapNode()
const chosen = chooseSteps(process.argv.slice(2))
await install()
const node = chooseNode()
const env = testEnv()
const browserPath = chosen.some((step) => step.name === 'browser') ? await ensureBrowser() : undefined
if (browserPath) env.CHROMIUM_PATH = browserPath

const begun = performance.now()
const outcomes = []
for (const step of chosen) outcomes.push(await runStep(step))
report(outcomes)

function chooseSteps(names) {
  const known = steps.map((step) => step.name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    giveUp(
      `「${unknown.join(' ')}」という検査はありません。選べるもの：${known.join(' ')}`,
      `There is no check named ${unknown.join(' ')}. Choose from: ${known.join(' ')}`,
    )
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

/** Tests must not see the settings of whoever runs them: a real channel or database would be written to. */
function testEnv() {
  const clean = toolEnv(node, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' })
  for (const [, name] of readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm))
    delete clean[name]
  return clean
}

async function runStep(step) {
  const start = performance.now()
  console.log(`\n=== ${step.title} (${step.name})`)
  forgetCounts(step)
  const codes = await runAll(step.commands)
  const ok = codes.every((code) => code === 0)
  console.log(`${ok ? '✓' : '✗'} ${step.name} (${secondsSince(start)})`)
  return { step, ok, ...countsOf(step, ok) }
}

/** One command prints as it goes; several run side by side, each printed whole when it has ended. */
async function runAll(commands) {
  if (commands.length === 1) return [await runThrough(commands[0])]
  const waiting = [...commands]
  const codes = []
  const worker = async () => {
    for (let command = waiting.shift(); command; command = waiting.shift()) {
      let output = ''
      const code = await launch(node, command, { env, onText: (text) => (output += text) })
      codes.push(code)
      console.log(`${code === 0 ? '✓' : '✗'} ${command.slice(1).join(' ')}`)
      if (output) console.log(stripVTControlCharacters(output.trimEnd()))
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), commands.length) }, worker))
  return codes
}

/**
 * Lets the runner's own words through. In a file or a pipe they come without colours: the tools disagree on what turns
 * these off, and under CI some turn them on whatever they are told.
 */
async function runThrough(command) {
  if (process.stdout.isTTY) return launch(node, command, { env })
  let rest = ''
  const onText = (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) console.log(stripVTControlCharacters(line))
  }
  const code = await launch(node, command, { env, onText })
  if (rest) console.log(stripVTControlCharacters(rest))
  return code
}

/** The last line is plain on purpose: it is read by programs as well. */
function report(all) {
  const sum = (key) => all.reduce((total, outcome) => total + outcome[key], 0)
  const broken = all.filter((outcome) => !outcome.ok).map((outcome) => outcome.step.name)
  const skipped = sum('skipped')
  console.log()
  if (broken.length === 0)
    say(`すべての検査に通りました（${secondsSince(begun)}）`, `Every check passed (${secondsSince(begun)})`)
  else say(`通らなかった検査：${broken.join(', ')}`, `These checks failed: ${broken.join(', ')}`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = broken.length === 0 ? 0 : 1
}
