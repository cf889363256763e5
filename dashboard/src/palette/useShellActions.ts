import { useRouter } from 'vue-router'
import { appear, isDark } from '../appearance.ts'
import { language, speak } from '../language.ts'
import { useAccounts } from '../session.ts'
import { settings } from '../shell/places.ts'
import { usePlaces } from '../shell/usePlaces.ts'
import { useActions, type Action } from './actions.ts'
import { open } from './state.ts'

/** What can be done on every page: going elsewhere, and how it all looks. */
export function useShellActions(): void {
  const router = useRouter()
  const { base, main, groups } = usePlaces()
  const accounts = useAccounts()

  const places = (): Action[] =>
    [...main.value, settings].map(({ name, icon, label, reading, key }) => ({
      ...{ key: name, group: 'go' as const, icon, label, reading, keys: ['g', key] },
      run: () => router.push(`${base.value}/${name}`),
    }))
  const settingsPages = (): Action[] =>
    groups.value.flatMap(({ places: pages }) =>
      pages.map(({ name, icon, label, reading }) => ({
        ...{ key: `settings ${name}`, group: 'settings' as const, icon, label, reading },
        run: () => router.push(`${base.value}/settings/${name}`),
      })),
    )
  const others = (): Action[] =>
    accounts.value
      .filter(({ id }) => base.value !== `/accounts/${encodeURIComponent(id)}`)
      .map(({ id, name }) => ({
        ...{ key: `account ${id}`, group: 'go' as const, icon: 'i-lucide-store' },
        label: { ja: `${name}に切り替える`, en: `Switch to ${name}` },
        reading: 'きりかえる こうしきあかうんと',
        run: () => router.push(`/accounts/${encodeURIComponent(id)}/home`),
      }))
  useActions(() => [...places(), ...others(), ...settingsPages(), ...display()])
}

const display = (): Action[] => [
  {
    ...{ key: 'shortcuts', group: 'display', icon: 'i-lucide-keyboard', keys: ['?'] },
    label: { ja: 'ショートカットの一覧を見る', en: 'See all shortcuts' },
    reading: 'いちらん きー',
    run: () => (open.value = 'shortcuts'),
  },
  {
    ...{ key: 'appearance', group: 'display', icon: isDark.value ? 'i-lucide-sun' : 'i-lucide-moon' },
    label: isDark.value
      ? { ja: '明るい表示にする', en: 'Light appearance' }
      : { ja: '暗い表示にする', en: 'Dark appearance' },
    reading: 'あかるい くらい ひょうじ',
    run: () => appear(isDark.value ? 'light' : 'dark'),
  },
  {
    ...{ key: 'language', group: 'display', icon: 'i-lucide-languages' },
    label: language.value === 'ja' ? { ja: 'English にする', en: 'English' } : { ja: '日本語', en: '日本語にする' },
    reading: 'えいご にほんご ことば language',
    run: () => speak(language.value === 'ja' ? 'en' : 'ja'),
  },
]
