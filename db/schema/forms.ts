import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, real, uniqueIndex, index, primaryKey } from 'drizzle-orm/sqlite-core'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import type { ExportRequest } from '../../bot/forms/export-contract.ts'
import type { FormDraft } from '../../bot/forms/edit-contract.ts'
import type { FormRule } from '../../bot/rules/contract.ts'
import { accounts } from './accounts.ts'
import { friends } from './friends.ts'

/** One definition for a survey or a registration, known by a stable key inside its account. */
export const forms = sqliteTable(
  'forms',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    key: text().notNull(),
    /** The word that starts it in the chat; null: LIFF only. Stored folded (`bot/forms/read.ts`). */
    keyword: text(),
    /** The same as it was written; null: as `keyword`. */
    keywordText: text(),
    state: text({ enum: ['open', 'closed'] }).notNull(),
    /** Answers are taken from this moment on; null: at once. Milliseconds UTC. */
    opensAt: integer(),
    /** And until this one; null: without end. */
    closesAt: integer(),
    /** So many finished submissions at most; null: without limit. */
    capacity: integer(),
    /** Whether a person answers once, once with changes afterwards, or as often as they like. */
    repeat: text({ enum: ['once', 'edit', 'many'] })
      .notNull()
      .default('many'),
    /** The version that people get now. */
    version: integer().notNull(),
    /** The last receipt number that was given; erasing a submission gives none back. */
    lastNumber: integer().notNull().default(0),
    /** What happens with an answer (`bot/rules/contract.ts`). Not part of the definition, which people's browsers read. */
    rules: text({ mode: 'json' }).$type<FormRule[]>().notNull().default([]),
    /** Whether who sent it in LIFF is told so in the chat: `free` when it costs nothing, `push` also when it does. */
    confirmation: text({ enum: ['none', 'free', 'push'] })
      .notNull()
      .default('free'),
    /** After so many minutes of silence a half-filled form is followed up, once; null: never. */
    followUpAfter: integer(),
    /** Whether that may cost a message. */
    followUpPush: integer({ mode: 'boolean' }).notNull().default(false),
    /** Whether those who come when it is full may wait for a place. */
    waitingList: integer({ mode: 'boolean' }).notNull().default(false),
    /** Whether a person may cancel what they sent, and until how many minutes before the slot (negative: before its day); null: not by themselves. */
    cancelUntil: integer(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('forms_account_key').on(t.accountId, t.key),
    // Few forms follow up; they are looked for every minute.
    index('forms_followed')
      .on(t.followUpAfter)
      .where(sql`follow_up_after is not null`),
    uniqueIndex('forms_account_keyword')
      .on(t.accountId, t.keyword)
      .where(sql`keyword is not null`),
  ],
)

/** A published definition; never changed afterwards, so that old answers keep their questions. */
export const formVersions = sqliteTable(
  'form_versions',
  {
    formId: text()
      .notNull()
      .references(() => forms.id),
    version: integer().notNull(),
    accountId: text().notNull(),
    definition: text({ mode: 'json' }).$type<FormDefinition>().notNull(),
    publishedAt: integer().notNull(),
    /** Who of the staff published it; null: the demo or a command. */
    publishedBy: text(),
  },
  (t) => [primaryKey({ columns: [t.formId, t.version] })],
)

/** Pictures beside the options of a form, drawn anew; the bytes are in the file store under `id`, which nobody guesses. */
export const formPictures = sqliteTable(
  'form_pictures',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    formId: text()
      .notNull()
      .references(() => forms.id),
    contentType: text({ enum: ['image/jpeg', 'image/png'] }).notNull(),
    bytes: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [index('form_pictures_form').on(t.formId, t.createdAt)],
)

/** What staff are changing about a form, before they publish it. One a form: whoever edits, edits the same. */
export const formDrafts = sqliteTable('form_drafts', {
  formId: text()
    .primaryKey()
    .references(() => forms.id),
  accountId: text().notNull(),
  /** As far as it is written: it may not be fit for publishing yet. */
  draft: text({ mode: 'json' }).$type<FormDraft>().notNull(),
  /** The version that it changes. */
  basedOn: integer().notNull(),
  /** Counts every change, so that two editors notice each other. */
  revision: integer().notNull(),
  updatedBy: text().notNull(),
  updatedAt: integer().notNull(),
})

/** One person's filling-in of a form version. */
export const submissions = sqliteTable(
  'submissions',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    formId: text()
      .notNull()
      .references(() => forms.id),
    version: integer().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    uid: text().notNull(),
    /** `replaced`: the person changed it afterwards; `replaces` of the newer one leads here. */
    state: text({ enum: ['draft', 'finished', 'cancelled', 'replaced'] }).notNull(),
    /** Counts every change, so that two writers notice each other. */
    revision: integer().notNull(),
    /** Keys of optional questions that the person passed over. */
    skipped: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** What the link said about who came (`hidden` of the definition). */
    hidden: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    /** Keys of questions whose answers were known when it was begun, and which were not asked. */
    known: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** The calculated numbers as they were when it was finished. */
    calculated: text({ mode: 'json' }).$type<Record<string, number | null>>(),
    /** The ending that was read; null: the form's own. */
    endingKey: text(),
    /** Whether it has a place of a form that has only so many, or waits for one; null: the form has any number. */
    place: text({ enum: ['taken', 'waiting'] }),
    /** When it got the place that it waited for; null: it did not wait, or waits still. */
    promotedAt: integer(),
    /** When its person was told of that, or staff who tell them. */
    promotionToldAt: integer(),
    /** When its person was reminded that it is half filled. */
    followedUpAt: integer(),
    /** The finished submission that this one changes; it takes over its receipt number. */
    replaces: text(),
    /** Receipt number, 1, 2, 3 … inside the form; given when finished. */
    number: integer(),
    beganIn: text({ enum: ['liff', 'chat'] }).notNull(),
    finishedIn: text({ enum: ['liff', 'chat'] }),
    /** How the author was proven when it was begun. */
    proof: text({ enum: ['webhook_signature', 'id_token'] }).notNull(),
    review: text({ enum: ['new', 'checking', 'done', 'returned'] }).notNull(),
    /** Why it was sent back, in the words of the member of staff who did; null unless `returned`. */
    returnedFor: text(),
    /** Who of the staff looks after it; null: nobody yet. */
    assigneeId: text(),
    /** The question that the person was last led to; where a draft stopped. Empty at the end of the form; null where nobody kept it. */
    reachedKey: text(),
    /** Its row in `submission_words`, by which its answers are searched; null until they are there. */
    wordsSeq: integer(),
    startedAt: integer().notNull(),
    updatedAt: integer().notNull(),
    finishedAt: integer(),
  },
  (t) => [
    // At most one open draft for a person and form: LIFF and chat meet in the same row.
    uniqueIndex('submissions_draft')
      .on(t.formId, t.friendSeq)
      .where(sql`state = 'draft'`),
    uniqueIndex('submissions_number').on(t.formId, t.number),
    index('submissions_friend').on(t.friendSeq, t.startedAt),
    // All that a list filters by, so that no filter of an account reads the rows themselves. Drafts stand in a narrow one of
    // their own: each answer moves a draft to the top, and would write the wide one anew.
    index('submissions_listed')
      .on(
        t.accountId,
        t.updatedAt,
        t.id,
        t.state,
        t.formId,
        t.review,
        t.assigneeId,
        t.finishedIn,
        t.finishedAt,
        t.friendSeq,
        t.wordsSeq,
        t.number,
      )
      .where(sql`state <> 'draft'`),
    index('submissions_drafts')
      .on(t.accountId, t.updatedAt, t.id, t.formId, t.friendSeq, t.wordsSeq, t.number)
      .where(sql`state = 'draft'`),
    uniqueIndex('submissions_words').on(t.wordsSeq),
    index('submissions_wordless')
      .on(t.id)
      .where(sql`state = 'finished' and words_seq is null`),
    // For exports: nothing in it changes afterwards, so pages neither repeat nor miss a row.
    index('submissions_started').on(t.formId, t.startedAt, t.id),
    index('submissions_form').on(t.formId, t.state),
    index('submissions_review')
      .on(t.accountId, t.review, t.finishedAt, t.id, t.formId)
      .where(sql`state = 'finished'`),
    // Who waits for a place, first come first: a change keeps the number of what it changes.
    index('submissions_waiting')
      .on(t.formId, t.number)
      .where(sql`place = 'waiting' and state = 'finished'`),
    index('submissions_promotion_untold')
      .on(t.promotedAt)
      .where(sql`promoted_at is not null and promotion_told_at is null`),
  ],
)

/** Which submission each member of staff has open, so that two on one see each other. */
export const submissionLooks = sqliteTable(
  'submission_looks',
  {
    accountId: text().notNull(),
    staffId: text().notNull(),
    submissionId: text().notNull(),
    /** Told again while it stays open. */
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.staffId] })],
)

/** One row for each question of a submission that was answered; the columns depend on the kind of question. */
export const answers = sqliteTable(
  'answers',
  {
    submissionId: text()
      .notNull()
      .references(() => submissions.id),
    questionKey: text().notNull(),
    accountId: text().notNull(),
    formId: text().notNull(),
    uid: text().notNull(),
    /** Texts as given; the option's key for a choice; an ISO date; the normalised form of a value that has parts. */
    valueText: text(),
    valueNumber: real(),
    /** In milliseconds UTC: the start of the day in UTC for a date, the moment (of Japan's clock) for a date and time. */
    valueTime: integer(),
    /** The option keys of a multiple choice, the parts of a name or an address, what was typed beside what it means. */
    valueJson: text({ mode: 'json' }).$type<string[] | Record<string, string>>(),
    /** `known`: it was known before, and not asked. */
    answeredIn: text({ enum: ['liff', 'chat', 'known'] }).notNull(),
    answeredAt: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.submissionId, t.questionKey] }),
    index('answers_question').on(t.formId, t.questionKey, t.valueText),
  ],
)

/**
 * How often what was answered, by form, way and day: what the summary of a form
 * is drawn from, because millions of answers are not counted while somebody waits. Written in the batch that ends a
 * submission (`bot/forms/count-answers.ts`), and put together anew from the answers by `bot/forms/recount.ts`.
 */
export const answerCounts = sqliteTable(
  'answer_counts',
  {
    formId: text().notNull(),
    state: text({ enum: ['finished', 'cancelled'] }).notNull(),
    /** Empty: the submission as a whole; `value.<key>`: a number that was calculated. */
    questionKey: text().notNull(),
    fact: text({
      enum: [
        'answered',
        'skipped',
        'stopped',
        'value',
        'first',
        'month',
        'weekday',
        'hour',
        'decade',
        'seconds',
        'ending',
      ],
    }).notNull(),
    value: text().notNull(),
    /** Where it was finished; where it was begun when it was given up. */
    mouth: text({ enum: ['liff', 'chat'] }).notNull(),
    /** The day of its finishing, else of its beginning: days since 1970 by Japan's calendar. */
    day: integer().notNull(),
    accountId: text().notNull(),
    count: integer().notNull(),
    /** The sum of what was counted, where it is a number. */
    total: real().notNull(),
  },
  (t) => [primaryKey({ columns: [t.formId, t.state, t.questionKey, t.fact, t.value, t.mouth, t.day] })],
)

/** One writing of submissions into a file: who asked for what, and how far it has come. */
export const exports = sqliteTable(
  'exports',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    formId: text()
      .notNull()
      .references(() => forms.id),
    staffId: text().notNull(),
    /** What was asked for (`bot/forms/export-contract.ts`). */
    request: text({ mode: 'json' }).$type<ExportRequest>().notNull(),
    /** `ended`: by a role that was taken away, or a sign-out. */
    state: text({ enum: ['ready', 'running', 'done', 'cancelled', 'failed', 'ended'] }).notNull(),
    /** So many rows fit when it was asked for; null: they were not counted. */
    expected: integer(),
    rows: integer().notNull(),
    /** Characters that the chosen encoding does not have; 〓 stands in their place. */
    lost: text().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [index('exports_account').on(t.accountId, t.createdAt)],
)
