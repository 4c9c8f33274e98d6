// The QR on a card carries the number behind the #, which no server ever sees; it is filled in and taken out of the address.
;(() => {
  const number = location.hash.slice(1)
  if (!/^\d{12}$/.test(number)) return
  document.getElementById('reference').value = number.replace(/\d{4}(?=\d)/g, '$& ')
  document.getElementById('tail').focus()
  history.replaceState(null, '', location.pathname)
})()
