import { describe, expect, test } from 'vitest'
import { checkLineRequest, hasLineContract, type SentRequest } from './openapi.ts'

const token = { authorization: 'Bearer channel-token' }
const asJson = { ...token, 'content-type': 'application/json' }
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
const uid = 'U0123456789abcdef0123456789abcdef'
const retryKey = '123e4567-e89b-12d3-a456-426614174000'

const post = (path: string, body: unknown, headers: Record<string, string> = {}): SentRequest => ({
  method: 'POST',
  url: `https://api.line.me${path}`,
  headers: { ...asJson, ...headers },
  body: JSON.stringify(body),
})
const postForm = (path: string, fields: Record<string, string>): SentRequest => ({
  method: 'POST',
  url: `https://api.line.me${path}`,
  headers: asForm,
  body: new URLSearchParams(fields).toString(),
})
const get = (url: string, headers: Record<string, string> = token): SentRequest => ({ method: 'GET', url, headers })

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

const text = { type: 'text', text: '満足度を教えてください' }
const choice = (action: object) => ({ ...text, quickReply: { items: [{ type: 'action', action }] } })
const postback = { type: 'postback', label: 'はい', data: 'run=1&q=2', displayText: 'はい' }
const menu = {
  size: { width: 2500, height: 843 },
  selected: true,
  name: 'main',
  chatBarText: 'メニュー',
  areas: [
    { bounds: { x: 0, y: 0, width: 1250, height: 843 }, action: { type: 'message', label: 'a', text: 'アンケート' } },
  ],
}

describe.skipIf(!hasLineContract)('LINE’s contract', () => {
  const right: [string, SentRequest][] = [
    ['a reply', post('/v2/bot/message/reply', { replyToken: 'r', messages: [text] })],
    [
      'a reply in bytes',
      {
        ...post('/v2/bot/message/reply', 0),
        body: new TextEncoder().encode(`{"replyToken":"r","messages":[{"type":"text","text":"a"}]}`),
      },
    ],
    ['a choice', post('/v2/bot/message/reply', { replyToken: 'r', messages: [choice(postback)] })],
    [
      'a date picker',
      post('/v2/bot/message/reply', {
        replyToken: 'r',
        messages: [choice({ type: 'datetimepicker', label: '日付', data: 'q=3', mode: 'date', min: '2026-01-01' })],
      }),
    ],
    [
      'a bubble',
      post(
        '/v2/bot/message/push',
        {
          to: uid,
          messages: [
            {
              type: 'flex',
              altText: '質問',
              contents: {
                type: 'bubble',
                body: {
                  type: 'box',
                  layout: 'vertical',
                  spacing: 'md',
                  contents: [
                    { type: 'text', text: '星はいくつですか', wrap: true, weight: 'bold' },
                    { type: 'button', style: 'primary', action: postback },
                  ],
                },
              },
            },
          ],
        },
        { 'X-Line-Retry-Key': retryKey },
      ),
    ],
    ['a multicast', post('/v2/bot/message/multicast', { to: [uid], messages: [text], notificationDisabled: true })],
    ['a profile', get(`https://api.line.me/v2/bot/profile/${uid}`)],
    ['the bot’s own profile', get('https://api.line.me/v2/bot/info')],
    ['a page of followers', get('https://api.line.me/v2/bot/followers/ids?limit=1000&start=next')],
    ['a picture that was sent to us', get('https://api-data.line.me/v2/bot/message/123/content')],
    ['a rich menu', post('/v2/bot/richmenu', menu)],
    [
      'a rich menu’s picture',
      {
        method: 'POST',
        url: 'https://api-data.line.me/v2/bot/richmenu/richmenu-1/content',
        headers: { ...token, 'content-type': 'image/png' },
        body: new Uint8Array([137, 80]),
      },
    ],
    ['a link of a rich menu', { ...post(`/v2/bot/user/${uid}/richmenu/richmenu-1`, {}), body: null }],
    ['the loading animation', post('/v2/bot/chat/loading/start', { chatId: uid, loadingSeconds: 5 })],
    [
      'a stateless token',
      postForm('/oauth2/v3/token', { grant_type: 'client_credentials', client_id: '1', client_secret: 's' }),
    ],
    ['a verification of an ID token', postForm('/oauth2/v2.1/verify', { id_token: 'a.b.c', client_id: '1' })],
    ['a verification of an access token', get('https://api.line.me/oauth2/v2.1/verify?access_token=a', {})],
    [
      'a login code',
      postForm('/oauth2/v2.1/token', {
        grant_type: 'authorization_code',
        code: 'c',
        redirect_uri: 'https://example.com/',
        client_id: '1',
      }),
    ],
    ['a person’s friendship', get('https://api.line.me/friendship/v1/status')],
    ['a goodbye', post('/user/v1/deauthorize', { userAccessToken: 'a' })],
  ]
  test.each(right)('allows %s', (_, request) => {
    expect(checkLineRequest(request)).toEqual([])
  })

  const wrong: [string, SentRequest, RegExp][] = [
    ['a reply without messages', post('/v2/bot/message/reply', { replyToken: 'r' }), /messages/],
    ['a sixth message', post('/v2/bot/message/reply', { replyToken: 'r', messages: times(6, text) }), /more than 5/],
    [
      'a message of an unknown type',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [{ type: 'txt', text: 'a' }] }),
      /messages\/0\/type/,
    ],
    [
      'a message without its text',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [{ type: 'text' }] }),
      /text/,
    ],
    [
      'a misspelt property',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [{ ...text, quickreply: {} }] }),
      /quickreply/,
    ],
    [
      'an action of an unknown type',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [choice({ ...postback, type: 'tap' })] }),
      /action\/type/,
    ],
    [
      'a label that is no text',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [choice({ ...postback, label: 5 })] }),
      /label must be string/,
    ],
    [
      'too many choices',
      post('/v2/bot/message/reply', {
        replyToken: 'r',
        messages: [{ ...text, quickReply: { items: times(14, { type: 'action', action: postback }) } }],
      }),
      /items must NOT have more than 13/,
    ],
    [
      'a date picker of an unknown mode',
      post('/v2/bot/message/reply', {
        replyToken: 'r',
        messages: [choice({ type: 'datetimepicker', label: 'a', data: 'q', mode: 'day' })],
      }),
      /mode/,
    ],
    ['a number as the recipient', post('/v2/bot/message/push', { to: 5, messages: [text] }), /\/to must be string/],
    [
      'one recipient in a multicast',
      post('/v2/bot/message/multicast', { to: uid, messages: [text] }),
      /\/to must be array/,
    ],
    [
      'a retry key that is no UUID',
      post('/v2/bot/message/push', { to: uid, messages: [text] }, { 'X-Line-Retry-Key': 'again' }),
      /Retry-Key/,
    ],
    [
      'a retry key on a reply',
      post('/v2/bot/message/reply', { replyToken: 'r', messages: [text] }, { 'X-Line-Retry-Key': retryKey }),
      /takes no/,
    ],
    [
      'a push without a token',
      {
        ...post('/v2/bot/message/push', { to: uid, messages: [text] }),
        headers: { 'content-type': 'application/json' },
      },
      /Bearer/,
    ],
    [
      'a push in a form',
      { ...post('/v2/bot/message/push', {}), headers: { ...token, ...asForm }, body: `to=${uid}` },
      /content type/,
    ],
    ['a push that is not JSON', { ...post('/v2/bot/message/push', 0), body: '{' }, /not JSON/],
    ['an empty push', { ...post('/v2/bot/message/push', 0), body: '' }, /body is missing/],
    ['an unknown endpoint', post('/v2/bot/message/send', {}), /no endpoint/],
    ['the wrong method', { ...get(`https://api.line.me/v2/bot/message/push`) }, /no endpoint/],
    ['content from the wrong host', get('https://api.line.me/v2/bot/message/123/content'), /no endpoint/],
    ['too large a page of followers', get('https://api.line.me/v2/bot/followers/ids?limit=1001'), /limit/],
    ['a query that LINE does not know', get('https://api.line.me/v2/bot/followers/ids?page=2'), /unknown page/],
    [
      'a rich menu as wide as a word',
      post('/v2/bot/richmenu', { ...menu, size: { width: 'full', height: 843 } }),
      /width must be integer/,
    ],
    [
      'a stateless token without a secret',
      postForm('/oauth2/v3/token', { grant_type: 'client_credentials', client_id: '1' }),
      /client_secret/,
    ],
    ['a verification without an audience', postForm('/oauth2/v2.1/verify', { id_token: 'a.b.c' }), /client_id/],
    [
      'a login code without the address it was for',
      postForm('/oauth2/v2.1/token', { grant_type: 'authorization_code', code: 'c', client_id: '1' }),
      /redirect_uri/,
    ],
  ]
  test.each(wrong)('refuses %s', (_, request, reason) => {
    expect(checkLineRequest(request).join('\n')).toMatch(reason)
  })
})
