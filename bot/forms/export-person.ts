import { and, asc, eq, inArray } from 'drizzle-orm'
import { answers, forms, formVersions, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { answerText } from './answer-text.ts'
import { valueIn } from './draft.ts'

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** Everything that a friend filled in, with each question beside its answer: in words, and as the value that is kept. */
export async function exportedSubmissions({ db, account }: StaffScope, friendSeq: number) {
  const filled = await db.reports
    .select({ submission: submissions, formKey: forms.key, definition: formVersions.definition })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(and(belongsTo(submissions.accountId, account.id), eq(submissions.friendSeq, friendSeq)))
    .orderBy(asc(submissions.startedAt))
  const given = await db.reports
    .select()
    .from(answers)
    .where(
      inArray(
        answers.submissionId,
        filled.map(({ submission }) => submission.id),
      ),
    )
  return filled.map(({ submission, formKey, definition }) => {
    const { id, version, state, number, review, returnedFor, beganIn, finishedIn, proof } = submission
    const own = given.filter(({ submissionId }) => submissionId === id)
    return {
      ...{ id, form: formKey, title: definition.title, version, state, number, review, returnedFor },
      ...{ beganIn, finishedIn, proof },
      link: submission.hidden,
      calculated: submission.calculated,
      ending: definition.endings?.find(({ key }) => key === submission.endingKey)?.thanks ?? null,
      startedAt: iso(submission.startedAt),
      updatedAt: iso(submission.updatedAt),
      finishedAt: iso(submission.finishedAt),
      answers: own.map((answer) => {
        const question = definition.questions.find(({ key }) => key === answer.questionKey)
        const value = valueIn(answer)
        return {
          question: answer.questionKey,
          title: question?.title ?? null,
          answer: question && value !== null ? answerText(question, value) : null,
          value,
          answeredIn: answer.answeredIn,
          answeredAt: iso(answer.answeredAt),
        }
      }),
    }
  })
}
