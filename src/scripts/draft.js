// A form works without this; with it, what was typed outlives a reload in this tab and, sealed, a day on this phone, and
// nothing is sent while there is no network.
;(() => {
  const form = document.querySelector('form[data-draft]')
  const name = form.dataset.draft
  const key = `draft:${name}`
  const dayMs = 86400000
  const fields = () =>
    [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.type !== 'submit')
  const typed = (field) => (/radio|checkbox/.test(field.type) ? field.checked : field.value)
  const fillIn = (draft) => {
    for (const field of fields()) {
      for (const [name, value] of draft) {
        if (name !== field.name) continue
        if (!/radio|checkbox/.test(field.type)) field.value = value
        else if (field.value === value) field.checked = true
      }
    }
  }
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const store = async () => {
    const opening = indexedDB.open('drafts', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts')
    const db = await done(opening)
    const all = db.transaction('drafts', 'readwrite').objectStore('drafts')
    all.transaction.oncomplete = () => db.close()
    // What is older than a day goes, its key with it.
    for (const old of await done(all.getAllKeys()))
      if ((await done(all.get(old))).at < Date.now() - dayMs) await done(all.delete(old))
    return all
  }
  // The key never leaves this browser, and goes with the draft.
  const seal = async (draft) => {
    const secret = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const bytes = new TextEncoder().encode(JSON.stringify(draft))
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, bytes)
    await done((await store()).put({ at: Date.now(), secret, iv, sealed }, name))
  }
  const unseal = async ({ secret, iv, sealed }) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, secret, sealed)))
  const throwAway = async () => {
    sessionStorage.removeItem(key)
    await done((await store()).delete(name))
  }
  // Who opens the form next may be somebody else: nothing is filled in before it is asked for.
  const offer = (kept) => {
    const box = document.createElement('div')
    box.className = 'box'
    const line = box.appendChild(document.createElement('p'))
    const time = new Date(kept.at)
    line.textContent = `这台手机上有一份没填完的，${time.getMonth() + 1}月${time.getDate()}日 ${time.getHours()}:${`0${time.getMinutes()}`.slice(-2)} 填的。只存在这台手机上，过一天自动丢掉。`
    const button = (words, act) => {
      const one = box.appendChild(document.createElement('button'))
      one.type = 'button'
      one.className = 'second'
      one.textContent = words
      one.addEventListener('click', () => {
        box.remove()
        act()
      })
    }
    button('接着填', async () => fillIn(await unseal(kept)))
    button('丢掉草稿', throwAway)
    form.before(box)
  }
  const remember = async () => {
    const draft = JSON.parse(sessionStorage[key] || '[]')
    const blank = fields().every((field) => !typed(field))
    if (blank) fillIn(draft)
    let waiting
    form.addEventListener('input', () => {
      const filled = fields()
        .filter(typed)
        .map((field) => [field.name, field.value])
      sessionStorage[key] = JSON.stringify(filled)
      // Not with each letter: a cheap phone has other things to do.
      clearTimeout(waiting)
      waiting = setTimeout(() => seal(filled).catch(() => {}), 300)
    })
    if (!crypto.subtle || !blank || draft.length > 0) return
    const kept = await done((await store()).get(name))
    if (kept) offer(kept)
  }
  // A correction is not remembered: it would fill in the next person's form. Where a browser keeps nothing, nothing is lost.
  if (name) remember().catch(() => {})
  form.addEventListener('submit', (event) => {
    if (navigator.onLine !== false) return
    event.preventDefault()
    const offline = document.getElementById('offline')
    // A text browser shows what is hidden, so the words may wait in the attribute.
    if (offline.dataset.said) offline.textContent = offline.dataset.said
    offline.hidden = false
    // What carries a key of its own may be sent again by itself: it is kept once. A button that leads elsewhere sends nothing.
    const { submitter } = event
    const sends = submitter ? !submitter.hasAttribute('formaction') : !form.querySelector('[formaction]')
    if (sends && form.hasAttribute('data-resend')) addEventListener('online', () => form.submit(), { once: true })
  })
})()
