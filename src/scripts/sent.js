// What was sent need not be remembered by this phone any longer.
try {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('draft:')) sessionStorage.removeItem(key)
  indexedDB.deleteDatabase('drafts')
} catch {}
