// A long press copies without this; with it, a button does, and says so.
;(() => {
  const said = (text) => {
    const area = document.body.appendChild(document.createElement('textarea'))
    area.value = text
    area.setAttribute('readonly', '')
    area.select()
    area.setSelectionRange(0, text.length)
    const copied = document.execCommand('copy')
    area.remove()
    return copied
  }
  const status = document.body.appendChild(document.createElement('p'))
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  for (const button of document.querySelectorAll('[data-copy]')) {
    const words = button.textContent
    button.hidden = false
    button.addEventListener('click', () => {
      const copied = said(document.getElementById(button.dataset.copy).textContent)
      button.focus()
      if (!copied) return
      button.textContent = status.textContent = button.dataset.done
      setTimeout(() => {
        button.textContent = words
        status.textContent = ''
      }, 3000)
    })
  }
})()
