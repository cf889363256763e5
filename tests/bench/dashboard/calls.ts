/** One address that staff open: what it is for people, and where it is under `/api/accounts/main/`. */
export interface Call {
  what: string
  path: string
}

interface Page<Row> {
  rows: Row[]
  next: string
}

/** Reads a path as JSON. */
type Read = (path: string) => Promise<unknown>

const q = (text: string) => `q=${encodeURIComponent(text)}`

/** Every list, search, summary and page that staff open, with people and submissions that are really there. */
export async function callsOf(read: Read): Promise<Call[]> {
  const friends = (await read('friends')) as Page<{ id: string; uid: string }>
  const submissions = (await read('submissions')) as Page<{ id: string }>
  const customers = (await read('customers')) as Page<{ id: string }>
  const talks = (await read('talks?view=all')) as Page<{ friend: { id: string } }>
  const [friend, submission, customer, talk] = [
    friends.rows[0]!,
    submissions.rows[0]!,
    customers.rows[0]!,
    talks.rows[0]!,
  ]
  const next = (list: string, page: Page<unknown>) => `${list}cursor=${encodeURIComponent(page.next)}`
  return [
    { what: 'home', path: 'insights/home' },
    { what: 'home over 90 days', path: 'insights/home?days=90' },
    { what: 'what is to do today', path: 'insights/today' },
    ...friendCalls(friend, next('friends?', friends)),
    { what: 'people found by a frequent name', path: `people/search?${q('佐藤')}` },
    { what: 'people found by one character', path: `people/search?${q('田')}` },
    { what: 'people found by the beginning of a UID', path: `people/search?${q('U0')}` },
    { what: 'people found by letters', path: `people/search?${q('sato')}` },
    { what: 'customers', path: 'customers' },
    { what: 'customers, the next page', path: next('customers?', customers) },
    { what: 'customers without a friend', path: 'customers?friend=without' },
    { what: 'customers found by a frequent name', path: `customers?${q('佐藤')}` },
    { what: 'customers found by one character', path: `customers?${q('田')}` },
    { what: 'one customer', path: `customers/${customer.id}` },
    { what: 'link conflicts', path: 'link-conflicts' },
    { what: 'the steps of the member login', path: 'link-steps' },
    { what: 'members', path: 'members' },
    { what: 'forms', path: 'forms' },
    { what: 'the summary of a form', path: 'forms/yearly/summary' },
    { what: 'the summary of the short form', path: 'forms/satisfaction/summary' },
    { what: 'the summary of a form, one way', path: 'forms/yearly/summary?way=chat' },
    ...submissionCalls(submission, next('submissions?', submissions)),
    { what: 'open talks', path: 'talks' },
    { what: 'all talks', path: 'talks?view=all' },
    { what: 'talks that are done', path: 'talks?view=done' },
    { what: 'own talks', path: 'talks?view=mine' },
    { what: 'how many talks wait', path: 'talks/counts' },
    { what: 'one talk', path: `talks/${talk.friend.id}` },
    { what: 'the messages of a talk', path: `talks/${talk.friend.id}/messages` },
    { what: 'the audit log', path: 'audit' },
    { what: 'the audit log of one deed', path: 'audit?action=submission.reviewed' },
    { what: 'health', path: 'health' },
  ]
}

const friendCalls = (friend: { id: string; uid: string }, next: string): Call[] => [
  { what: 'friends', path: 'friends' },
  { what: 'friends, the next page', path: next },
  { what: 'friends who block', path: 'friends?friendship=blocked' },
  { what: 'friends who are linked', path: 'friends?link=linked' },
  { what: 'friends who are not linked', path: 'friends?link=unlinked' },
  { what: 'friends who block and are linked', path: 'friends?friendship=blocked&link=linked' },
  { what: 'friends who ever blocked', path: 'friends?change=blocked' },
  { what: 'friends who ever returned', path: 'friends?change=returned' },
  { what: 'friends who ever followed and block', path: 'friends?change=followed&friendship=blocked' },
  { what: 'friends found by a frequent name', path: `friends?${q('佐藤')}` },
  { what: 'friends found by one character', path: `friends?${q('田')}` },
  { what: 'friends found by a frequent name, not linked', path: `friends?${q('佐藤')}&link=unlinked` },
  { what: 'friends found by a rare name', path: `friends?${q('マツモト リコ')}` },
  { what: 'friends found by nobody’s name', path: `friends?${q('いないひと')}` },
  { what: 'friends found by UID', path: `friends?${q(friend.uid)}` },
  { what: 'friends found by member number', path: `friends?${q('K1000300')}` },
  { what: 'one friend', path: `friends/${friend.id}` },
  { what: 'the timeline of a friend', path: `friends/${friend.id}/timeline` },
  { what: 'the links of a friend', path: `friends/${friend.id}/links` },
  { what: 'the notes about a friend', path: `friends/${friend.id}/notes` },
]

const submissionCalls = (submission: { id: string }, next: string): Call[] => [
  { what: 'submissions', path: 'submissions' },
  { what: 'submissions, the next page', path: next },
  { what: 'submissions to review', path: 'submissions?state=finished&review=new' },
  { what: 'submissions of a form', path: 'submissions?form=yearly&state=finished' },
  { what: 'submissions of the short form', path: 'submissions?form=satisfaction&state=finished' },
  { what: 'submissions of the short form to review', path: 'submissions?form=satisfaction&state=finished&review=new' },
  { what: 'drafts', path: 'submissions?state=draft' },
  { what: 'submissions found by a word', path: `submissions?${q('タルト')}` },
  { what: 'submissions found by one character', path: `submissions?${q('の')}` },
  { what: 'submissions found by a frequent name', path: `submissions?${q('佐藤')}` },
  { what: 'submissions found by no word', path: `submissions?${q('どこにもない言葉')}` },
  { what: 'one submission', path: `submissions/${submission.id}` },
]
