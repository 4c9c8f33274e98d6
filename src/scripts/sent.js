// What was sent need not be remembered by this tab any longer.
try {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('draft:')) sessionStorage.removeItem(key)
} catch {}
