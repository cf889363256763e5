// Before the first paint, so that a dark page never flashes white. A file of its own, because inline scripts are refused.
;(() => {
  let kept = null
  try {
    kept = localStorage.getItem('musubi.appearance')
  } catch {
    // Storage may be switched off; then the system decides.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
