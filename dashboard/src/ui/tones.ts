/** How much a state asks of a person; beside it always stands a word and an icon. */
export type Tone = 'needs_person' | 'waiting' | 'done' | 'quiet' | 'primary'
