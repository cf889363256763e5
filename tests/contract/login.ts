import type { Document, Schema } from './document.ts'

// LINE publishes no OpenAPI file for LINE Login, so what its reference says of the requests is written down here.

const text: Schema = { type: 'string' }

const form = (required: string[], properties: Record<string, Schema>) => ({
  required: true,
  content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', required, properties } } },
})

const bearer = [{ Bearer: [] }]

export const login: Document = {
  servers: [{ url: 'https://api.line.me' }],
  paths: {
    '/oauth2/v2.1/verify': {
      get: { parameters: [{ name: 'access_token', in: 'query', required: true, schema: text }] },
      post: {
        requestBody: form(['id_token', 'client_id'], { id_token: text, client_id: text, nonce: text, user_id: text }),
      },
    },
    '/oauth2/v2.1/token': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                oneOf: [
                  {
                    type: 'object',
                    required: ['grant_type', 'code', 'redirect_uri', 'client_id'],
                    properties: {
                      grant_type: { type: 'string', enum: ['authorization_code'] },
                      code: text,
                      redirect_uri: { type: 'string', format: 'uri' },
                      client_id: text,
                      client_secret: text,
                      code_verifier: { type: 'string', minLength: 43, maxLength: 128 },
                    },
                  },
                  {
                    type: 'object',
                    required: ['grant_type', 'refresh_token', 'client_id'],
                    properties: {
                      grant_type: { type: 'string', enum: ['refresh_token'] },
                      refresh_token: text,
                      client_id: text,
                      client_secret: text,
                    },
                  },
                ],
              },
            },
          },
        },
      },
    },
    '/oauth2/v2.1/revoke': {
      post: {
        requestBody: form(['client_id', 'access_token'], { client_id: text, client_secret: text, access_token: text }),
      },
    },
    '/oauth2/v2.1/certs': { get: {} },
    '/oauth2/v2.1/userinfo': { get: { security: bearer } },
    '/v2/profile': { get: { security: bearer } },
    '/friendship/v1/status': { get: { security: bearer } },
    '/user/v1/deauthorize': {
      post: {
        security: bearer,
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['userAccessToken'], properties: { userAccessToken: text } },
            },
          },
        },
      },
    },
  },
}
