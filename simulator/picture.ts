const GROUNDS = ['#EAE6DB', '#DFE5EE', '#E3EAE1', '#EFE2DC', '#E6E1EC', '#EAE8D6']
const HAIR = [
  'M18 44c0-18 8-28 22-28s22 10 22 28c-4-10-10-15-22-15s-18 5-22 15z',
  'M17 50c-2-22 8-35 23-35s25 13 23 35c-3-12-7-18-13-20-8 4-20 4-26 1-3 3-6 9-7 19z',
  'M20 40c0-15 8-23 20-23s20 8 20 23c-7-3-10-7-12-11-6 6-18 10-28 11z',
]

/** A flat portrait in indigo with one detail in vermilion, drawn from the UID, so that the same person always looks the same. */
export function pictureOf(uid: string): string {
  const seed = Number.parseInt(uid.slice(1, 9), 16) || 0
  const ground = GROUNDS[seed % GROUNDS.length]
  const hair = HAIR[(seed >>> 4) % HAIR.length]
  const detail =
    (seed >>> 8) % 2 === 0
      ? '<circle cx="58" cy="26" r="5" fill="#B83A2B"/>'
      : '<path d="M32 66h16l-8 8z" fill="#B83A2B"/>'
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${ground}"/>` +
    '<path d="M12 80c0-16 12-22 28-22s28 6 28 22z" fill="#243B6B"/><circle cx="40" cy="40" r="18" fill="#F7F5F0"/>' +
    `<path d="${hair}" fill="#243B6B"/><circle cx="33.500" cy="42" r="1.800" fill="#1D2129"/><circle cx="46.500" cy="42" r="1.800" fill="#1D2129"/>` +
    `<path d="M35 49c3 2.500 7 2.500 10 0" fill="none" stroke="#1D2129" stroke-width="1.600" stroke-linecap="round"/>${detail}</svg>`
  )
}

/** Where the picture of a person is served; profiles and ID tokens carry it. */
export const pictureUrlOf = (publicUrl: string, uid: string): string =>
  `${publicUrl}/simulator/api/people/${uid}/picture`
