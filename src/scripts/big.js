// The big-text switch works without this; with it, it is remembered on this phone.
;(() => {
  const big = document.getElementById('big')
  try {
    big.checked = localStorage.big === '1'
  } catch {}
  big.addEventListener('change', () => {
    try {
      localStorage.big = big.checked ? '1' : '0'
    } catch {}
  })
})()
