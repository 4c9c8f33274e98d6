// The code can be typed; with this, a link or a square that carries it behind # fills it in, and no history keeps it.
;(() => {
  const code = location.hash.slice(1)
  if (!code) return
  document.getElementById('code').value = code
  history.replaceState(null, '', location.pathname)
})()
