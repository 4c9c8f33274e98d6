// A form works without this; with it, what was typed outlives a reload in this tab, and nothing is sent while there is no network.
;(() => {
  const form = document.querySelector('form[data-draft]')
  const key = `draft:${form.dataset.draft}`
  const fields = () =>
    [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.type !== 'submit')
  const typed = (field) => (/radio|checkbox/.test(field.type) ? field.checked : field.value)
  const remember = () => {
    const draft = JSON.parse(sessionStorage[key] || '[]')
    const blank = fields().every((field) => !typed(field))
    for (const field of blank ? fields() : []) {
      for (const [name, value] of draft) {
        if (name !== field.name) continue
        if (!/radio|checkbox/.test(field.type)) field.value = value
        else if (field.value === value) field.checked = true
      }
    }
    form.addEventListener('input', () => {
      const filled = fields().filter(typed)
      sessionStorage[key] = JSON.stringify(filled.map((field) => [field.name, field.value]))
    })
  }
  try {
    // A correction is not remembered: it would fill in the next person's form.
    if (form.dataset.draft) remember()
  } catch {}
  form.addEventListener('submit', (event) => {
    if (navigator.onLine !== false) return
    event.preventDefault()
    const offline = document.getElementById('offline')
    // A text browser shows what is hidden, so the words may wait in the attribute.
    if (offline.dataset.said) offline.textContent = offline.dataset.said
    offline.hidden = false
    // What carries a key of its own may be sent again by itself: it is kept once.
    if (form.hasAttribute('data-resend')) addEventListener('online', () => form.submit(), { once: true })
  })
})()
