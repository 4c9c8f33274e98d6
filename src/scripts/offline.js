// Asks the browser to keep a few pages for the minutes without a network; only after this one is there.
if (window.isSecureContext && navigator.serviceWorker) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {})
  })
}
