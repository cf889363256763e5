import { createServer } from 'node:http'

// LINE as a benchmark needs it: takes every reply after so many milliseconds and remembers nothing.
const delayMs = Number(process.env['BENCH_LINE_DELAY'] ?? 30)
const answers: Record<string, string> = {
  '/oauth2/v3/token': '{"token_type":"Bearer","access_token":"bench","expires_in":900}',
  '/v2/bot/info': '{"userId":"U00000000000000000000000000000b07","basicId":"@bench","displayName":"bench"}',
}
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const answer =
      answers[request.url ?? ''] ??
      (request.url?.startsWith('/v2/bot/profile') ? '{"displayName":"bench"}' : '{"sentMessages":[{"id":"1"}]}')
    setTimeout(
      () => response.writeHead(200, { 'content-type': 'application/json', 'x-line-request-id': 'bench' }).end(answer),
      delayMs,
    )
  })
})
server.keepAliveTimeout = 60_000
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'))
