import type { Finding, Step } from './contract.ts'

/** What the plan would change, told as what is not yet as it should be. */
export const ofPlan = (steps: Step[]): Finding[] => steps.flatMap(ofStep)

function ofStep(step: Step): Finding[] {
  switch (step.kind) {
    case 'liff_keep':
      return [
        {
          state: 'ok',
          text: { ja: `LIFFアプリが使えます（${step.liffId}）`, en: `The LIFF app works (${step.liffId})` },
        },
      ]
    case 'liff_change':
      return [
        {
          state: 'warn',
          text: {
            ja: `LIFFアプリ ${step.liffId} の設定が違います：${Object.keys(step.change).join('、')}`,
            en: `The LIFF app ${step.liffId} is not set up as it should be: ${Object.keys(step.change).join(', ')}`,
          },
          todo: repair,
        },
      ]
    case 'liff_make':
      return [
        { state: 'warn', text: { ja: 'LIFFアプリがまだありません', en: 'There is no LIFF app yet' }, todo: repair },
      ]
    case 'webhook_keep':
      return [
        {
          state: 'ok',
          text: {
            ja: `Webhook URL が設定されています：${step.endpoint}`,
            en: `The webhook URL is set: ${step.endpoint}`,
          },
        },
      ]
    case 'webhook_set':
      return [
        {
          state: 'warn',
          text: {
            ja: `LINEのWebhook URLが違います（今は ${step.before ?? 'なし'}）`,
            en: `The webhook URL at LINE is another one (now ${step.before ?? 'none'})`,
          },
          todo: repair,
        },
      ]
    default:
      return []
  }
}

const repair = {
  ja: '「LINE側を設定する」を押すと、Musubiが設定します',
  en: 'Press “Set up LINE” and Musubi sets it',
}
