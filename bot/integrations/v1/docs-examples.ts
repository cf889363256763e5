/** How the examples of the page begin: a request as one types it. */
export const shellExample = (publicUrl: string) => `curl -H "Authorization: Bearer $MUSUBI_API_KEY" \\
  "${publicUrl}/v1/submissions?form=visit&limit=50"`

export const typesExample = `npm run forms:types -- --out src/musubi.ts
npm run forms:types -- --out src/musubi.ts --url https://crm.example.com   # MUSUBI_API_KEY`

/** A receiver that trusts nothing before the signature fits. */
export const nodeExample = `import { createHmac, timingSafeEqual } from 'node:crypto'

// body: the request's bytes as text, before JSON.parse
function isOurs(headers, body, secret) {
  const id = headers['webhook-id'], at = headers['webhook-timestamp']
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const wanted = createHmac('sha256', key).update(\`\${id}.\${at}.\${body}\`).digest()
  return headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64')
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}`
