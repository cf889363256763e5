/** The page of `/v1/docs`: one column that reads well on a phone, in light and dark. */
export const docsCss = `
:root { color-scheme: light dark; --ink: #1b2130; --quiet: #5b6374; --line: #d8dce4; --ground: #fbfbfc; --code: #f1f3f6; --link: #2f4fc4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --quiet: #a3abba; --line: #333a46; --ground: #14171d; --code: #1d222b; --link: #9db4ff; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: 2rem 1.25rem 6rem; max-width: 46rem; color: var(--ink); background: var(--ground); font: 1rem/1.75 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1.5rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.3; }
h2 { margin: 3.5rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.25rem; line-height: 1.4; }
h3 { margin: 2.25rem 0 .25rem; font-size: 1rem; }
h4 { margin: 1rem 0 .25rem; font-size: .875rem; color: var(--quiet); font-weight: 600; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 0; padding: 0; list-style: none; }
code { font: .875em/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 1rem 0; padding: 1rem; overflow-x: auto; background: var(--code); border-radius: .5rem; overflow-wrap: normal; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .125rem 1.25rem; margin: .25rem 0; }
dt, dd { margin: 0; padding: .25rem 0; }
.type { color: var(--quiet); font-size: .875em; }
.codes { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dt { padding-bottom: 0; } dd { padding: 0 0 .5rem; } }
`
