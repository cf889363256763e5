import { prepare } from './prepare.mjs'

// `npm run build`: what `npm start` does before it starts the server.
await prepare()
