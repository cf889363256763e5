interface LockedPackage {
  version?: string
  resolved?: string
  optional?: boolean
  dev?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

export interface Lock {
  packages: Record<string, LockedPackage>
}

export function completeLock(lock: Lock): { lock: Lock; added: string[] }
export function isSatisfied(lock: Lock, installed: Lock): boolean
