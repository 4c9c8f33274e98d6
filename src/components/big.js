;(() => {
  var b = document.getElementById('big')
  try {
    b.checked = localStorage.big === '1'
  } catch {}
  b.addEventListener('change', () => {
    try {
      localStorage.big = b.checked ? '1' : '0'
    } catch {}
  })
})()
