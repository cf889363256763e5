import { inject, type InjectionKey } from 'vue'
import type { Api } from './api.ts'
import type { Boot } from './boot.ts'
import type { Identity } from './identity.ts'
import type { Place } from './place.ts'

/** What every page may need; made once in `main.ts`. */
export interface Context {
  boot: Boot
  api: Api
  identity: Identity
  place: Place
}

export const contextKey: InjectionKey<Context> = Symbol('context')
export const useContext = (): Context => inject(contextKey)!
