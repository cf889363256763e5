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
  const [friend, submission] = [friends.rows[0]!, submissions.rows[0]!]
  return [
    { what: 'friends', path: 'friends' },
    { what: 'friends, the next page', path: `friends?cursor=${encodeURIComponent(friends.next)}` },
    { what: 'friends who block', path: 'friends?friendship=blocked' },
    { what: 'friends found by a frequent name', path: `friends?${q('美咲')}` },
    { what: 'friends found by a rare name', path: `friends?${q('マツモト リコ')}` },
    { what: 'friends found by nobody’s name', path: `friends?${q('いないひと')}` },
    { what: 'friends found by UID', path: `friends?${q(friend.uid)}` },
    { what: 'friends found by member number', path: `friends?${q('K1000300')}` },
    { what: 'one friend', path: `friends/${friend.id}` },
    { what: 'the timeline of a friend', path: `friends/${friend.id}/timeline` },
    { what: 'the links of a friend', path: `friends/${friend.id}/links` },
    { what: 'link conflicts', path: 'link-conflicts' },
    { what: 'the steps of the member login', path: 'link-steps' },
    { what: 'members', path: 'members' },
    { what: 'forms', path: 'forms' },
    { what: 'submissions', path: 'submissions' },
    { what: 'submissions, the next page', path: `submissions?cursor=${encodeURIComponent(submissions.next)}` },
    { what: 'submissions to review', path: 'submissions?state=finished&review=new' },
    { what: 'submissions of a form', path: 'submissions?form=yearly&state=finished' },
    { what: 'drafts', path: 'submissions?state=draft' },
    { what: 'submissions found by a word', path: `submissions?${q('タルト')}` },
    { what: 'submissions found by no word', path: `submissions?${q('どこにもない言葉')}` },
    { what: 'one submission', path: `submissions/${submission.id}` },
    { what: 'health', path: 'health' },
  ]
}
