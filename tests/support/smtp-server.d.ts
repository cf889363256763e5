/** As much of the package as the tests use; it brings no types. */
declare module 'smtp-server' {
  import type { Readable } from 'node:stream'

  type Done = (error?: Error | null) => void
  interface Session {
    envelope: { rcptTo: { address: string }[] }
  }
  interface Options {
    authOptional?: boolean
    disabledCommands?: string[]
    onAuth?: (
      auth: { username: string; password: string },
      session: Session,
      done: (error: Error | null, answer?: { user: string }) => void,
    ) => void
    onRcptTo?: (address: { address: string }, session: Session, done: Done) => void
    onData?: (stream: Readable, session: Session, done: Done) => void
  }
  export class SMTPServer {
    constructor(options: Options)
    listen(port: number, host: string, listening: () => void): { address(): { port: number } }
    close(done: () => void): void
    on(event: 'error', handle: (error: Error) => void): void
  }
}
