import type { Scope } from '../scope.ts'
export async function loadDemoPeople(_scope: Scope): Promise<void> {}
