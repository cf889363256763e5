import type { Context } from 'hono'
import { html } from 'hono/html'
import type * as v from 'valibot'
import { webhookEvents } from '../contract.ts'
import { components, operations } from './openapi.ts'
import { problemCodes } from './problem.ts'
import { schemaOf } from './schema-of.ts'
import type { JsonSchema } from './json-schema.ts'
import { docsCss } from './docs-style.ts'
import { docsWords, eventWords, fieldWords, type DocsLanguage } from './docs-words.ts'
import { nodeExample, shellExample, typesExample } from './docs-examples.ts'

/** Nothing but this page and its style: no script, no picture, nothing from elsewhere. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** `/v1` for people who read: made of the same contracts as `openapi.json`, in Japanese or English. */
export function docsPage(c: Context, publicUrl: string) {
  const language = languageOf(c.req.query('lang'), c.req.header('accept-language'))
  c.header('content-security-policy', policy)
  c.header('vary', 'accept-language')
  return c.html(page(language, publicUrl))
}

export const docsStyle = (c: Context) => c.body(docsCss, 200, { 'content-type': 'text/css; charset=utf-8' })

function languageOf(asked: string | undefined, accepted: string | undefined): DocsLanguage {
  const first = (asked ?? accepted ?? '').trim().slice(0, 2).toLowerCase()
  return first === 'en' ? 'en' : 'ja'
}

function page(language: DocsLanguage, publicUrl: string) {
  const words = docsWords[language]
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Musubi API</title>
        <link rel="stylesheet" href="/v1/docs.css" />
      </head>
      <body>
        <header>
          <h1>Musubi API</h1>
          <p>
            <a href="/v1/docs?lang=${language === 'ja' ? 'en' : 'ja'}" lang="${language === 'ja' ? 'en' : 'ja'}"
              >${language === 'ja' ? 'English' : '日本語'}</a
            >
            · <a href="/v1/openapi.json">OpenAPI 3.1</a>
          </p>
        </header>
        <nav aria-label="${words.contents}">
          <ul>
            ${words.sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${section('begin', words.sections, html`${paragraphs(words.begin)}${code(shellExample(publicUrl))}`)}
          ${section('scopes', words.sections, scopeTable(words))}
          ${section(
            'operations',
            words.sections,
            operations.map((one) => operation(one, language)),
          )}
          ${section('cursor', words.sections, paragraphs(words.cursor))}
          ${section('types', words.sections, html`${paragraphs(words.types)}${code(typesExample)}`)}
          ${section(
            'webhooks',
            words.sections,
            html`${paragraphs(words.webhooks)}
              <dl>
                ${webhookEvents.map(
                  (event) =>
                    html`<dt><code>${event}</code></dt>
                      <dd>${eventWords[event][language]}</dd>`,
                )}
              </dl>
              ${code(nodeExample)}${paragraphs(words.retries)}`,
          )}
          ${section(
            'errors',
            words.sections,
            html`${paragraphs(words.errors)}
              <p class="codes">${problemCodes.map((one) => html`<code>${one}</code> `)}</p>`,
          )}
        </main>
      </body>
    </html>`
}

type Part = ReturnType<typeof html>
type Words = (typeof docsWords)[DocsLanguage]

const section = (id: string, sections: Words['sections'], inner: unknown): Part =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${sections.find(([one]) => one === id)?.[1] ?? ''}</h2>
    ${inner}
  </section>`

const paragraphs = (texts: string[]): Part => html`${texts.map((text) => html`<p>${text}</p>`)}`
const code = (text: string): Part => html`<pre tabindex="0"><code>${text}</code></pre>`

const scopeTable = ({ scopeWords }: Words): Part =>
  html`<dl>
    ${scopeWords.map(
      ([scope, text]) =>
        html`<dt><code>${scope}</code></dt>
          <dd>${text}</dd>`,
    )}
  </dl>`

function operation({ path, scope, summary, query, answer }: (typeof operations)[number], language: DocsLanguage): Part {
  const words = docsWords[language]
  return html`<article>
    <h3><code>GET ${path}</code></h3>
    <p>${summary[language]} · ${words.scope} <code>${scope}</code></p>
    ${query ? fields(language, words.parameters, schemaOf(query as unknown as v.GenericSchema)) : ''}
    ${fields(language, words.answer, schemaOf(components[answer]!))}
  </article>`
}

function fields(language: DocsLanguage, title: string, schema: JsonSchema): Part {
  const said = ({ description = '' }: JsonSchema) =>
    language === 'ja' ? (fieldWords[description] ?? description) : description
  const required = new Set(schema.required)
  return html`<h4>${title}</h4>
    <dl>
      ${Object.entries(schema.properties ?? {}).map(
        ([name, one]) =>
          html`<dt><code>${name}${required.has(name) ? '' : '?'}</code></dt>
            <dd><span class="type">${typeText(one)}</span> ${said(one)}</dd>`,
      )}
    </dl>`
}

function typeText({ type, anyOf, enum: values, items, format, properties }: JsonSchema): string {
  if (anyOf) return anyOf.map(typeText).join(' | ')
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (items) return `${properties ? 'object' : typeText(items)}[]`
  return format ?? type ?? 'any'
}
