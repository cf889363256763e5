/** Parts of a value that mean the same wherever they stand, so that no row of a matrix and no item of an order may be called so. */
export const namedParts: readonly string[] = [
  ...['email', 'e164', 'date', 'id', 'slot', 'whole', 'family', 'given', 'postcode', 'prefecture', 'city', 'town'],
  ...['rest', 'latitude', 'longitude', 'place'],
]
