// A long press copies without this; with it, a button does, and says so. Where a browser refuses, the text stands selected.
;(() => {
  if (!navigator.clipboard) return
  const status = document.body.appendChild(document.createElement('p'))
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  for (const button of document.querySelectorAll('[data-copy]')) {
    const words = button.textContent
    const saying = document.getElementById(button.dataset.copy)
    const copied = () => {
      button.textContent = status.textContent = button.dataset.done
      setTimeout(() => {
        button.textContent = words
        status.textContent = ''
      }, 3000)
    }
    button.hidden = false
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(saying.textContent).then(copied, () => getSelection().selectAllChildren(saying))
    })
  }
})()
