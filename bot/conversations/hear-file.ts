import { questionByKey } from '../forms/flow.ts'
import type { Scope } from '../scope.ts'
import { takeFromChat } from '../uploads/from-chat.ts'
import type { Said, Talk } from './contract.ts'
import { isForgotten } from './forgotten.ts'

/** A picture or a file becomes an upload where the question that waits asks for one; anything else stays what it is. */
export async function hearFile(scope: Scope, uid: string, talk: Talk, said: Said): Promise<Said> {
  const { run, question, late } = talk
  if (said.kind !== 'other' || !said.file || late || isForgotten(talk)) return said
  if (run?.state !== 'draft' || run.formState !== 'open' || question === null) return said
  if (questionByKey(run.definition, question)?.kind !== 'file') return said
  const place = { submissionId: run.id, uid, questionKey: question }
  return { kind: 'file', given: await takeFromChat(scope, { ...place, file: said.file }) }
}
