import type { BootTrial } from '../../../bot/http/liff-page.ts'
import { openFrame } from './frame.ts'
import { openTrial } from './trial.ts'

/** Beside the editor it is told what to show; on somebody's own phone the page carries it. */
const given = JSON.parse(document.getElementById('preview')?.textContent ?? '{}') as { trial?: BootTrial }
if (given.trial) openTrial(given.trial)
else openFrame()
