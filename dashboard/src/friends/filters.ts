import { day, oneOf, orAll, upTo, useAddressFilters } from '../ui/address-filters.ts'
import { changedWords, friendshipWords, linkWords } from './words.ts'

/** What narrows the list of friends. The id of a tag is any text: the server knows which there are. */
export const friendReadings = {
  ...{ q: upTo(100), friendship: oneOf(friendshipWords), link: oneOf(linkWords), change: oneOf(changedWords) },
  ...{ from: day, to: day, tag: upTo(64) },
}

/** Search and filters of the list of friends. */
export function useFriendFilters() {
  const { field, query, any, clear, write } = useAddressFilters(friendReadings)
  return {
    ...{ q: field('q'), from: field('from'), to: field('to') },
    ...{ friendship: orAll(field('friendship')), link: orAll(field('link')), tag: orAll(field('tag')) },
    ...{ change: orAll(field('change')), query, any, clear },
    /** The days go with the change that they are about. */
    forgetChange: () => write({ change: '', from: '', to: '' }),
  }
}
