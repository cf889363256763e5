import { and, desc, eq } from 'drizzle-orm'
import { formVersions, forms } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { askedEver } from './asked-ever.ts'
import { chartOf, numberChart, type AskedQuestion } from './charts.ts'
import { keptBeside, type Calculated, type KeptBeside } from './kept-beside.ts'
import { quantile } from './quantile.ts'
import type {
  CalculationSummary,
  FormSummary,
  QuestionSummary,
  SummaryFilters,
  TimeToAnswer,
} from './summary-contract.ts'
import { countedDays, countedFacts, countedTimes } from './summary-rows.ts'
import { Tally, type Counted, type Valued } from './tally.ts'

/**
 * What a form was answered: how many began and finished, by day, how long it took, where people stopped, and a chart for
 * each question. Answers to earlier versions count under the same key.
 * @throws not_found also for a form of another account
 */
export async function summariseForm(scope: StaffScope, key: string, filters: SummaryFilters): Promise<FormSummary> {
  const form = await formWithVersions(scope, key)
  const which = { ...filters, formId: form.id }
  const [facts, days, times] = await Promise.all([
    countedFacts(scope, which, form.definitions),
    countedDays(scope, which),
    countedTimes(scope, which),
  ])
  const tally = new Tally(facts)
  const definitions = [...form.definitions.values()]
  const beside = keptBeside(definitions)
  return {
    form: { key, title: definitions[0]?.title ?? { ja: key }, versions: definitions.length },
    counts: countsOf(tally),
    days,
    time: {
      all: timeToAnswer(tally.values('', 'seconds')),
      liff: timeToAnswer(times.filter(({ mouth }) => mouth === 'liff')),
      chat: timeToAnswer(times.filter(({ mouth }) => mouth === 'chat')),
    },
    questions: askedEver(definitions)
      .map((asked) => questionSummary(scope, asked, tally))
      // One that is gone and that nobody answered in this period tells nothing.
      .filter(({ old, reached }) => !old || reached > 0),
    calculations: beside.calculations
      .map((one) => calculationSummary(scope, one, tally))
      .filter(({ old, counted }) => !old || counted > 0),
    endings: endingsOf(scope, beside, tally),
    hidden: beside.hidden,
  }
}

function calculationSummary({ actor }: StaffScope, one: Calculated, tally: Tally): CalculationSummary {
  const { key, title, old, unit } = one
  const name = `value.${key}`
  const masked = one.personal && !actor.seesPersonal
  const values = tally.values(name, 'value')
  return {
    ...{ key, title, old, masked },
    counted: values.reduce((sum, { count }) => sum + count, 0),
    chart: masked
      ? { type: 'count' }
      : numberChart(name, tally, { whole: values.every(({ value }) => Number.isInteger(Number(value))), unit }),
  }
}

function endingsOf({ actor }: StaffScope, beside: KeptBeside, tally: Tally): FormSummary['endings'] {
  const { endings, endingTells } = beside
  if (endings.length === 0) return []
  // Of a few people, how many read one tells who did.
  if (!actor.seesPersonal && [...endings, { key: null }].some(({ key }) => endingTells(key))) return []
  const read = new Map(tally.values('', 'ending').map(({ value, count }) => [value, count]))
  const named = endings.map(({ key, label }) => ({ key, label, count: read.get(key) ?? 0 }))
  const others = tally.count(['finished'], '', 'answered') - named.reduce((sum, { count }) => sum + count, 0)
  return [...named, { key: '', label: ownEnding, count: others }]
}

/** The words that stand where none of the endings applies. */
const ownEnding = { ja: '基本の終わり', en: 'The form’s own ending' }

async function formWithVersions({ db, account }: StaffScope, key: string) {
  const rows = await db.reports
    .select({ id: forms.id, version: formVersions.version, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, eq(formVersions.formId, forms.id))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
    .orderBy(desc(formVersions.version))
  const [first] = rows
  if (!first) throw notFound('The form')
  // The present version first.
  return { id: first.id, definitions: new Map(rows.map(({ version, definition }) => [version, definition])) }
}

const all: Counted['state'][] = ['finished', 'cancelled', 'draft']
const unfinished: Counted['state'][] = ['cancelled', 'draft']

function countsOf(tally: Tally): FormSummary['counts'] {
  const finished = tally.count(['finished'], '', 'answered')
  const draft = tally.count(['draft'], '', 'answered')
  const cancelled = tally.count(['cancelled'], '', 'answered')
  return {
    started: finished + draft + cancelled,
    ...{ finished, draft, cancelled },
    stoppedUnknown: draft + cancelled - tally.stopped(unfinished),
    stoppedAtEnd: tally.count(unfinished, '', 'stopped'),
  }
}

function questionSummary({ actor }: StaffScope, asked: AskedQuestion, tally: Tally): QuestionSummary {
  const { question, old, personal } = asked
  const { key, title, kind } = question
  const masked = personal && !actor.seesPersonal
  const stopped = tally.count(unfinished, key, 'stopped')
  return {
    ...{ key, title, kind, old, masked, stopped },
    // Who stands at a question has come to it, and neither answered it nor passed it over.
    reached: tally.count(all, key, 'answered') + tally.count(all, key, 'skipped') + stopped,
    answered: tally.count(['finished'], key, 'answered'),
    skipped: tally.count(['finished'], key, 'skipped'),
    chart: chartOf(asked, tally, masked),
  }
}

function timeToAnswer(seconds: Pick<Valued, 'value' | 'count'>[]): TimeToAnswer | null {
  const sorted = seconds
    .map(({ value, count }) => ({ value: Number(value), count }))
    .toSorted((a, b) => a.value - b.value)
  const [lower, median, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  if (lower === null || median === null || upper === null) return null
  return { count: sorted.reduce((sum, { count }) => sum + count, 0), lower, median, upper }
}
